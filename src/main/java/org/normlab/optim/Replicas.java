package org.normlab.optim;

import org.normlab.torch.Kernel;

/** Numbers that differ per replica. */
final class Replicas {
  /** {@code [R]} as a factor of a tensor {@code [R, …]}. */
  static final Kernel BROADCAST =
      new Kernel(
          """
          def per_replica(v: Tensor, like: Tensor) -> Tensor:
            shape = [1 for _ in range(like.dim())]
            shape[0] = v.numel()
            return v.to(like.device, like.dtype).view(shape)
          """);

  private Replicas() {}
}
