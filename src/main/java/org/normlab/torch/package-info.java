/**
 * The only gate to PyTorch's native interface: programs written as TorchScript text, arrays,
 * threads, seeds. Library. What must not enter: networks, data, methods.
 */
@NullMarked
package org.normlab.torch;

import org.jspecify.annotations.NullMarked;
