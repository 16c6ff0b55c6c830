package org.normlab.optim;

import org.normlab.torch.Kernel;

/**
 * Regenerative regularization: {@code λ‖w − w₀‖²} of each replica is added to its loss, over all
 * parameters, by its gradient:
 *
 * <pre>g ← g + 2 λ (w − w₀)</pre>
 *
 * w₀ are the weights from which the training started. The loss that is reported is without the
 * term, the gradient norm with it. Source: Kumar, Marklund and Van Roy 2023, arXiv:2308.11958, §4.
 */
public final class TowardInitial {
  /** {@code g}, {@code p} and {@code first} in one form and order. */
  public static final Kernel KERNEL =
      new Kernel(
          """
          def toward_initial(g: List[Tensor], p: List[Tensor], first: List[Tensor], strength: float) -> List[Tensor]:
            result: List[Tensor] = []
            for i in range(len(g)):
              result.append(torch.add(g[i], p[i] - first[i], alpha=2.0 * strength))
            return result
          """);

  private TowardInitial() {}
}
