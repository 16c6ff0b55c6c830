package org.normlab.optim;

import java.util.List;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Kernel;

/**
 * Stochastic gradient descent with momentum.
 *
 * <pre>g ← g + λ w      b ← μ b + g      w ← w − η b      (Nesterov: w ← w − η (g + μ b))</pre>
 *
 * Source: Sutskever et al. 2013, in the form that PyTorch gives it: the rate η stands outside the
 * buffer b, which starts at 0.
 */
@Named(value = "sgd", summary = "Stochastic gradient descent with momentum, PyTorch's convention.")
public record Sgd(
    @Setting(value = "learning rate", preset = "0.1", min = 0, max = 1e6) double learningRate,
    @Setting(value = "momentum", preset = "0.9", min = 0, below = 1) double momentum,
    @Setting(value = "Nesterov momentum", preset = "false") boolean nesterov,
    @Setting(value = "weight decay added to the gradient", preset = "0", min = 0, max = 1e6)
        double weightDecay,
    UpdateSettings updates)
    implements Optimizer {

  @Override
  public boolean takesMomentum() {
    return true;
  }

  @Override
  public double effectiveRate(double rate, double norm) {
    return rate / (norm * norm);
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public Kernel uniform() {
    return new Kernel(
        """
        def sgd(p: List[Tensor], g: List[Tensor], m: List[Tensor], rates: Tensor, decay: float) -> None:
          momentum = float(rates[2, 0])
          buffers = m if momentum > 0 else annotate(List[Tensor], [])
          torch._fused_sgd_(p, g, buffers, weight_decay=decay * float(rates[1, 0]), momentum=momentum, lr=float(rates[0, 0]), dampening=0.0, nesterov=%s, maximize=False, is_first_step=False)
        """
            .formatted(nesterov ? "momentum > 0" : "False"));
  }

  @Override
  public Kernel perReplica() {
    return new Kernel(
        """
        def sgd_per_replica(p: List[Tensor], g: List[Tensor], m: List[Tensor], rates: Tensor, decay: float) -> None:
          for i in range(len(p)):
            rate = __torch__.per_replica(rates[0], p[i])
            momentum = __torch__.per_replica(rates[2], p[i])
            gradient = torch.addcmul(g[i], p[i], __torch__.per_replica(rates[1] * decay, p[i]))
            buffer = m[i].mul_(momentum).add_(gradient)
            p[i].addcmul_(%s, rate, value=-1.0)
        """
            .formatted(nesterov ? "gradient + momentum * buffer" : "buffer"),
        List.of(Replicas.BROADCAST));
  }
}
