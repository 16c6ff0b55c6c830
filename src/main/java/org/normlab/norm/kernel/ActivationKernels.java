package org.normlab.norm.kernel;

import org.normlab.norm.site.Activation;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/** Nonlinearities of networks. */
public final class ActivationKernels {
  private static final KernelFile FILE = KernelFile.read("activations.py");

  public static final Kernel RELU_IN_PLACE = FILE.kernel("activate_relu_");

  private ActivationKernels() {}

  /** The kernel of a nonlinearity that networks have under any method. */
  public static Kernel of(Activation function) {
    return FILE.kernel("activate_" + function);
  }
}
