package org.normlab.norm.kernel;

import org.normlab.torch.KernelFile;

/**
 * The arithmetic that methods with statistics per channel share. Samples that share statistics get
 * an axis of their own: {@code [B, C, …]} is seen as {@code [M, m, C, …]}, so that one formula
 * serves whole batches (M = 1, for which m = 0 stands) and micro-batches. Statistics are vectors
 * {@code [M · C]}.
 */
public final class ChannelKernels {
  public static final KernelFile FILE = KernelFile.read("channels.py");

  private ChannelKernels() {}
}
