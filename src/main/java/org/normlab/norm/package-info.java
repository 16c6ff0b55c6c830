/**
 * One file a normalization method: settings and mathematics together. Library. What must not enter:
 * any particular network, JSON, data.
 */
@NullMarked
package org.normlab.norm;

import org.jspecify.annotations.NullMarked;
