package org.normlab.optim;

import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/** Norms of gradients, and clipping by them. */
public final class Clipping {
  private static final KernelFile FILE = KernelFile.read("clipping.py");

  /** Euclidean norm {@code [R]} over all rows {@code [R, n]} of a list. */
  public static final Kernel NORM = FILE.kernel("gradient_norm");

  /** Pascanu et al. 2013 (arXiv:1211.5063, algorithm 1). */
  public static final Kernel CLIP = FILE.kernel("clip");

  /** Adaptive gradient clipping, Brock et al. 2021 (arXiv:2102.06171, eq. 3). */
  public static final Kernel ADAPTIVE = FILE.kernel("clip_adaptively");

  private Clipping() {}
}
