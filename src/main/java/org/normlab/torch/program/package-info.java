/**
 * TorchScript that runs: its text is compiled, kept, called and written out, and says what failed.
 * Library. What must not enter: kernels, networks, devices.
 */
@NullMarked
package org.normlab.torch.program;

import org.jspecify.annotations.NullMarked;
