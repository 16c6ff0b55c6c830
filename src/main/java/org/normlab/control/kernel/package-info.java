/**
 * Computes, as kernels, what agents need beside their networks. Library. What must not enter:
 * environments, replay.
 */
@NullMarked
package org.normlab.control.kernel;

import org.jspecify.annotations.NullMarked;
