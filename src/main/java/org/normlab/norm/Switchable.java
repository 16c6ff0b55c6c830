package org.normlab.norm;

import java.util.ArrayList;
import java.util.List;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Switchable normalization: learned mixtures of the statistics of instance, layer and batch
 * normalization.
 *
 * <pre>y = (x − Σₖ wₖ μₖ) / √(Σₖ w′ₖ σₖ² + ε) · γ + β
 * w = softmax(meanWeights), w′ = softmax(varianceWeights)      k: instance, layer, batch</pre>
 *
 * Shape: image, in and out. Variances: biased, each about its own mean; that of layer and batch
 * follow from the instances' by the law of total variance. Evaluation uses running mean and
 * (unbiased) variance for the batch's part. Source: Luo, Ren, Peng, Zhang and Li 2019,
 * arXiv:1806.10779, eq. 3–5. Difference from the released code: biased variances; momentum is the
 * weight of the new value.
 */
@Paper("Luo et al. 2019")
@Named(value = "switchable", summary = "Learned mixture of instance, layer and batch statistics.")
public record Switchable(
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization {
  private static final int PARTS = 3;

  private static final Kernel MIX =
      new Kernel(
          """
          def mixture(weights: Tensor, part: int, channels: int) -> Tensor:
            w = weights.view([-1, 3]).softmax(1)[:, part]
            return w if w.numel() == 1 else w.repeat_interleave(channels // w.numel())
          """);

  private static final Kernel SWITCHABLE =
      new Kernel(
          """
          def switchable(x: Tensor, gamma: Tensor, beta: Tensor, mean_weights: Tensor, variance_weights: Tensor, mean: Tensor, variance: Tensor, training: bool, momentum: float, epsilon: float, m: int) -> Tensor:
            g = __torch__.to_groups(x, m)
            b = g.size(0)
            c = g.size(1)
            replicas = mean_weights.numel() // 3 * (c // x.size(1))
            v_instance, m_instance = torch.var_mean(g, [2, 3], correction=0)
            rows = m_instance.view([b, replicas, -1])
            v_rows, m_rows = torch.var_mean(rows, [2], correction=0, keepdim=True)
            m_layer = m_rows.expand(rows.size()).reshape([b, c])
            v_layer = (v_instance.view(rows.size()).mean([2], True) + v_rows).expand(rows.size()).reshape([b, c])
            if training:
              n = g.numel() // c
              v_between, m_batch = torch.var_mean(m_instance, [0], correction=0)
              v_batch = v_instance.mean([0]) + v_between
              __torch__.follow(mean, m_batch, momentum)
              __torch__.follow(variance, v_batch * (float(n) / max(n - 1, 1)), momentum)
            else:
              m_batch, v_batch = mean, variance
            mu = torch.zeros_like(m_instance)
            sigma = torch.full_like(v_instance, epsilon)
            ms = [m_instance, m_layer, m_batch]
            vs = [v_instance, v_layer, v_batch]
            for k in range(3):
              mu = mu + ms[k] * __torch__.for_groups(__torch__.mixture(mean_weights, k, x.size(1)), c)
              sigma = sigma + vs[k] * __torch__.for_groups(__torch__.mixture(variance_weights, k, x.size(1)), c)
            a = sigma.rsqrt() * __torch__.for_groups(gamma, c)
            offset = __torch__.for_groups(beta, c) - mu * a
            y = torch.addcmul(offset.view([b, c, 1, 1]), g, a.view([b, c, 1, 1]))
            return __torch__.from_groups(y, x.size(1))
          """,
          concat(Channels.ALL, MIX));

  private static List<Kernel> concat(List<Kernel> all, Kernel one) {
    List<Kernel> kernels = new ArrayList<>(all);
    kernels.add(one);
    return kernels;
  }

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    return graph.call(
        SWITCHABLE,
        x,
        Affine.gamma(graph, site),
        Affine.beta(graph, site),
        Affine.numbers(graph, site, "meanWeights", Initial.ONES, PARTS),
        Affine.numbers(graph, site, "varianceWeights", Initial.ONES, PARTS),
        graph.state(site.name() + ".runningMean", 0, site.channels()),
        graph.state(site.name() + ".runningVariance", 1, site.channels()),
        graph.training(),
        momentum,
        epsilon,
        Statistics.shared(graph, site));
  }

  @Override
  public boolean batchDependent() {
    return true;
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return Statistics.needPositions(site, "switchable");
  }

  @Override
  public boolean hasOffset() {
    return true;
  }
}
