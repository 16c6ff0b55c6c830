package org.normlab.optim;

import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/** Numbers that differ per replica. */
public final class Replicas {
  private static final KernelFile FILE = KernelFile.read("replicas.py");

  /** {@code [R]} as a factor of rows {@code [R, n]}. */
  static final Kernel BROADCAST = FILE.kernel("per_replica");

  /**
   * Standard normal rows of the shape of {@code rows [R, n]}, each replica's from its own of the
   * step's {@code seeds [R]}.
   */
  public static final Kernel NORMAL = FILE.kernel("normal_rows");

  /** Rows like those of {@link #NORMAL}, uniform between −1 and 1. */
  public static final Kernel UNIFORM = FILE.kernel("uniform_rows");

  private Replicas() {}
}
