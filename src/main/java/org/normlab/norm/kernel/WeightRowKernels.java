package org.normlab.norm.kernel;

import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/**
 * The row of a weight is what makes one output: all inputs of a linear layer, all inputs and
 * positions of a convolution. These kernels take weights in the form of their variable, {@code [in,
 * out]}, {@code [R, in, out]} or {@code [R·out, in, height, width]}, so that rows of all replicas
 * pass together.
 *
 * <p>Squares of float32 overflow from 1e19 and vanish below 1e-19. Norms are therefore taken of
 * numbers that were divided by the largest of them; that divisor cancels, so that no gradient flows
 * through it.
 */
public final class WeightRowKernels {
  public static final KernelFile FILE = KernelFile.read("weight_rows.py", ChannelKernels.FILE);

  public static final Kernel STANDARDIZED = FILE.kernel("standardized_rows");

  private WeightRowKernels() {}
}
