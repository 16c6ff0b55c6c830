/**
 * One file a network: a sealed family, and what several networks are made of. Library. What must
 * not enter: any particular normalization method's arithmetic, JSON, data.
 */
@NullMarked
package org.normlab.net;

import org.jspecify.annotations.NullMarked;
