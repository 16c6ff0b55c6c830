package org.normlab.norm.kernel;

import org.normlab.torch.KernelFile;

/**
 * Activations as rows of at least a few hundred numbers, for statistics per channel. An image in
 * channels-last memory is a matrix {@code [positions, C]} already; where C is small, loops over its
 * rows are short and slow, so that k neighbouring positions make one row here. Samples that share
 * statistics, all of them, a micro-batch or one alone, are a group: {@code [groups, n, k · C]},
 * without a copy. Statistics are {@code [groups, C]}.
 *
 * <p>Sums are used where means could stand: PyTorch writes the gradient of a mean out, that of a
 * sum is a view.
 */
public final class WideRowKernels {
  public static final KernelFile FILE = KernelFile.read("wide_rows.py", ChannelKernels.FILE);

  private WideRowKernels() {}
}
