/**
 * One file a network, and the layers they share. Library. What must not enter: any particular
 * normalization method's arithmetic, JSON, data.
 */
@NullMarked
package org.normlab.net;

import org.jspecify.annotations.NullMarked;
