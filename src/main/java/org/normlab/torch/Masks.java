package org.normlab.torch;

/**
 * Random masks; each replica draws its own from its own seed, so that its draws do not depend on
 * its neighbours.
 */
public final class Masks {
  public static final KernelFile FILE = KernelFile.read("masks.py");

  /** Inverted dropout (Srivastava et al. 2014). */
  public static final Kernel DROPOUT = FILE.kernel("dropout");

  private Masks() {}
}
