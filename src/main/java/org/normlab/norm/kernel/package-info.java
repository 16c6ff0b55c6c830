/**
 * Holds the kernels that several normalization methods share. What must not enter: any one method.
 */
@NullMarked
package org.normlab.norm.kernel;

import org.jspecify.annotations.NullMarked;
