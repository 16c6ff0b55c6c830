/**
 * The only gate to DJL and PyTorch: programs written as TorchScript text, arrays, threads, seeds.
 * Library. What must not enter: networks, data, methods.
 */
@NullMarked
package org.normlab.torch;

import org.jspecify.annotations.NullMarked;
