/**
 * One file a normalization method: settings and mathematics together. Library. What must not enter:
 * any particular network, JSON, data. The methods are more files than packages should have, because
 * a sealed family stands in one package.
 */
@NullMarked
package org.normlab.norm;

import org.jspecify.annotations.NullMarked;
