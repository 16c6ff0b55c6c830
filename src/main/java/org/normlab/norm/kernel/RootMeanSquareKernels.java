package org.normlab.norm.kernel;

import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/** Mean squares, also of numbers whose squares do not fit in the format. */
public final class RootMeanSquareKernels {
  static final KernelFile FILE = KernelFile.read("root_mean_square.py", ChannelKernels.FILE);

  public static final Kernel MEAN_SQUARE = FILE.kernel("mean_square");
  public static final Kernel INVERSE = FILE.kernel("inverse_rms");

  private RootMeanSquareKernels() {}
}
