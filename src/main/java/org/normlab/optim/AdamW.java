package org.normlab.optim;

import java.util.List;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Kernel;

/**
 * Adam with decoupled weight decay.
 *
 * <pre>w ← w (1 − η λ)      m ← β₁ m + (1 − β₁) g      v ← β₂ v + (1 − β₂) g²
 * w ← w − η · m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε)</pre>
 *
 * Source: Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2. Difference from the paper: the
 * decay is multiplied by the rate η, as in PyTorch.
 */
@Named(value = "adamw", summary = "Adam with decoupled weight decay, PyTorch's convention.")
public record AdamW(
    @Setting(value = "learning rate", preset = "1e-3", min = 0, max = 1e6) double learningRate,
    @Setting(value = "decay of the first moment", preset = "0.9", min = 0, below = 1) double beta1,
    @Setting(value = "decay of the second moment", preset = "0.999", min = 0, below = 1)
        double beta2,
    @Setting(value = "added to the root of the second moment", preset = "1e-8", above = 0, max = 1)
        double epsilon,
    @Setting(value = "decoupled weight decay", preset = "0.01", min = 0, max = 1e6)
        double weightDecay,
    UpdateSettings updates)
    implements Optimizer {

  /** The length of an update hardly depends on the gradient's. */
  @Override
  public double effectiveRate(double rate, double norm) {
    return rate / norm;
  }

  @Override
  public int moments() {
    return 2;
  }

  @Override
  public Kernel uniform() {
    return new Kernel(
        """
        def adamw(p: List[Tensor], g: List[Tensor], m: List[Tensor], rates: Tensor, decay: float) -> None:
          step = rates[3, 0].to(torch.float32)
          steps = [step for _ in p]
          n = len(p)
          torch._fused_adamw_(p, g, m[:n], m[n:], annotate(List[Tensor], []), steps, lr=float(rates[0, 0]), beta1=%s, beta2=%s, weight_decay=decay * float(rates[1, 0]), eps=%s, amsgrad=False, maximize=False)
        """
            .formatted(beta1, beta2, epsilon));
  }

  @Override
  public Kernel perReplica() {
    return new Kernel(
        """
        def adamw_per_replica(p: List[Tensor], g: List[Tensor], m: List[Tensor], rates: Tensor, decay: float) -> None:
          n = len(p)
          first = 1 - %1$s ** rates[3]
          second = 1 - %2$s ** rates[3]
          for i in range(n):
            p[i].mul_(__torch__.per_replica(1 - rates[0] * rates[1] * decay, p[i]))
            m[i].lerp_(g[i], 1 - %1$s)
            m[n + i].mul_(%2$s).addcmul_(g[i], g[i], value=1 - %2$s)
            root = (m[n + i] / __torch__.per_replica(second, p[i])).sqrt().add_(%3$s)
            p[i].addcdiv_(m[i] * __torch__.per_replica(rates[0] / first, p[i]), root, value=-1.0)
        """
            .formatted(beta1, beta2, epsilon),
        List.of(Replicas.BROADCAST));
  }
}
