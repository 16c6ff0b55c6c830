package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/**
 * The arithmetic that methods with statistics per channel share. Samples that share statistics get
 * an axis of their own: {@code [B, C, …]} is seen as {@code [M, m, C, …]}, so that one formula
 * serves whole batches (M = 1, for which m = 0 stands) and micro-batches. Statistics are vectors
 * {@code [M · C]}.
 */
public final class ChannelKernels {
  static final KernelFile FILE = KernelFile.read("channels.py");

  static final Kernel TO_GROUPS = FILE.kernel("to_groups");
  static final Kernel FROM_GROUPS = FILE.kernel("from_groups");
  static final Kernel COLUMNS = FILE.kernel("columns");
  static final Kernel FOR_GROUPS = FILE.kernel("for_groups");
  static final Kernel ROWS = FILE.kernel("over_rows");
  public static final Kernel BROADCAST = FILE.kernel("by_channel");
  public static final Kernel AFFINE = FILE.kernel("channel_affine");
  public static final Kernel FOLLOW = FILE.kernel("follow");
  public static final Kernel OVERFLOWED = FILE.kernel("overflowed");
  public static final Kernel MOMENTS = FILE.kernel("moments");

  public static final List<Kernel> ALL =
      List.of(
          TO_GROUPS, FROM_GROUPS, COLUMNS, FOR_GROUPS, ROWS, BROADCAST, AFFINE, FOLLOW, MOMENTS);

  private ChannelKernels() {}
}
