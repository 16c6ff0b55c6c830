package org.normlab.optim;

import java.util.List;
import org.normlab.torch.Kernel;

/**
 * Gaussian noise on each update, of all parameters:
 *
 * <pre>w ← w + η σ ξ      ξ ~ N(0, 1)</pre>
 *
 * with η the schedule's current rate, so that the noise falls as updates do. A baseline of Lyle et
 * al. 2024 (arXiv:2407.01800, figure 5), which does not say its scale.
 */
public final class UpdateNoise {
  /** Tells its drawings from a step's others; one number a parameter is added. */
  private static final int DRAWING = 1 << 20;

  /** {@code w} are rows {@code [R, n]}; {@code seeds [R]} are the step's. */
  public static final Kernel KERNEL =
      new Kernel(
          """
          def update_noise(w: List[Tensor], rates: Tensor, seeds: Tensor, deviation: float) -> None:
            for i in range(len(w)):
              noise = __torch__.normal_rows(w[i], seeds, %d + i)
              w[i].addcmul_(noise, __torch__.per_replica(rates[0], w[i]), value=deviation)
          """
              .formatted(DRAWING),
          List.of(Replicas.NORMAL, Replicas.BROADCAST));

  private UpdateNoise() {}
}
