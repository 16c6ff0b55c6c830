package org.normlab.net.layer;

import org.normlab.norm.kernel.ActivationKernels;
import org.normlab.norm.site.Activation;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;

/**
 * The arithmetic of the shared layers. Replicas pass together: a batch of matrix products, a group
 * of convolutions.
 */
final class Kernels {
  static final KernelFile FILE = KernelFile.read("layers.py");

  /** {@code x [B, in]}, {@code weight [in, out]}: one replica. */
  static final Kernel LINEAR = FILE.kernel("linear");

  /** {@code x [B, R·in]}, {@code weight [R, in, out]}. */
  static final Kernel LINEARS = FILE.kernel("linears");

  static final Kernel CONVOLUTION = FILE.kernel("convolution");
  static final Kernel ADD = FILE.kernel("add");
  static final Kernel MAX_POOL = FILE.kernel("max_pool");
  static final Kernel STEM_POOL = FILE.kernel("stem_pool");
  static final Kernel AVERAGE_POOL = FILE.kernel("average_pool");
  static final Kernel BY_POSITIONS = FILE.kernel("by_positions");
  static final Kernel FLATTEN = FILE.kernel("flatten");

  private Kernels() {}

  /** One of the named nonlinearities, in place if it may be and has such a form. */
  static Kernel activation(Activation name, boolean mayOverwrite) {
    return mayOverwrite && name == Activation.RELU
        ? ActivationKernels.RELU_IN_PLACE
        : ActivationKernels.of(name);
  }
}
