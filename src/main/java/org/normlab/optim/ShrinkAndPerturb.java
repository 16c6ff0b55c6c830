package org.normlab.optim;

import org.jspecify.annotations.Nullable;
import org.normlab.setting.Setting;
import org.normlab.torch.Kernel;

/**
 * Shrink and perturb, after every so many updates, of all parameters:
 *
 * <pre>w ← shrink · w + perturb · w′</pre>
 *
 * w′ are weights as a training of this network would start from, drawn anew each time: of scales 1,
 * of biases and offsets 0. The optimizer's moments are left alone. Source: Ash and Adams 2020
 * (arXiv:1910.08475, §4), and their released code, which perturbs by a fresh network as here.
 */
public record ShrinkAndPerturb(
    @Setting(value = "factor on the weights", preset = "0.8", min = 0, max = 1) double shrink,
    @Setting(value = "factor on the fresh weights", preset = "0.01", min = 0, max = 1e6)
        double perturb,
    @Setting(
            value = "updates from one to the next; \"task\" with each task of data.relabelEvery",
            preset = "\"task\"",
            nullAs = "task",
            min = 1,
            max = 1_000_000_000)
        @Nullable Integer every) {
  /** Tells its drawings from a step's others; one number a parameter is added. */
  public static final int DRAWING = 2 << 20;

  /** {@code p} and {@code fresh} in one order and shape. */
  public static final Kernel KERNEL =
      new Kernel(
          """
          def shrink_and_perturb(p: List[Tensor], fresh: List[Tensor], shrink: float, perturb: float) -> None:
            for i in range(len(p)):
              p[i].mul_(shrink).add_(fresh[i], alpha=perturb)
          """);
}
