package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.torch.Kernel;
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
  static final KernelFile FILE = KernelFile.read("wide_rows.py", ChannelKernels.FILE);

  static final Kernel TO = FILE.kernel("to_wide");
  static final Kernel FROM = FILE.kernel("from_wide");
  static final Kernel WIDEN = FILE.kernel("widen");
  static final Kernel SUMS = FILE.kernel("wide_sums");
  static final Kernel GROUPS = FILE.kernel("batch_groups");
  static final Kernel AFFINE = FILE.kernel("wide_affine");
  static final Kernel SPREAD = FILE.kernel("spread");
  static final Kernel MEAN_SQUARES = FILE.kernel("wide_mean_squares");
  static final Kernel MOMENTS = FILE.kernel("wide_moments");

  public static final List<Kernel> ALL =
      List.of(TO, FROM, WIDEN, SUMS, GROUPS, AFFINE, SPREAD, MEAN_SQUARES, MOMENTS);

  private WideRowKernels() {}
}
