/**
 * What agents compute beside their networks, as kernels. Library. What must not enter:
 * environments, replay.
 */
@NullMarked
package org.normlab.control.kernel;

import org.jspecify.annotations.NullMarked;
