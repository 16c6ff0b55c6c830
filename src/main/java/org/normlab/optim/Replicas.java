package org.normlab.optim;

import org.normlab.torch.Kernel;

/** Numbers that differ per replica. */
final class Replicas {
  /** {@code [R]} as a factor of rows {@code [R, n]}. */
  static final Kernel BROADCAST =
      new Kernel(
          """
          def per_replica(v: Tensor, like: Tensor) -> Tensor:
            return v.to(like.device, like.dtype).view([-1, 1])
          """);

  private Replicas() {}
}
