package org.normlab.norm.kernel;

import org.normlab.torch.KernelFile;

/** Mean squares, also of numbers whose squares do not fit in the format. */
public final class RootMeanSquareKernels {
  public static final KernelFile FILE = KernelFile.read("root_mean_square.py", WideRowKernels.FILE);

  private RootMeanSquareKernels() {}
}
