package org.normlab.optim;

import java.util.List;
import org.normlab.torch.Kernel;

/** Norms of gradients, and clipping by them: one norm a replica, over all its parameters. */
public final class Clipping {
  /** Euclidean norm {@code [R]} over all rows {@code [R, n]} of a list. */
  public static final Kernel NORM =
      new Kernel(
          """
          def gradient_norm(g: List[Tensor]) -> Tensor:
            norms = [torch.linalg_vector_norm(x, 2, [1]) for x in g]
            return torch.linalg_vector_norm(torch.stack(norms), 2, [0])
          """);

  /**
   * Pascanu et al. 2013 (arXiv:1211.5063, algorithm 1): gradients longer than the limit are scaled
   * down to it. Returns their norms before.
   */
  public static final Kernel CLIP =
      new Kernel(
          """
          def clip(g: List[Tensor], limit: float) -> Tensor:
            norm = __torch__.gradient_norm(g)
            scale = (limit / (norm + 1e-6)).clamp(max=1.0).view([-1, 1])
            for x in g:
              x.mul_(scale)
            return norm
          """,
          List.of(NORM));

  private Clipping() {}
}
