package org.normlab.norm;

import java.util.List;
import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.WideRowKernels;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
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
public record SwitchableNorm(
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, BatchStatistics, ScaleInvariant {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, mean_weights: Tensor, variance_weights: Tensor, epsilon: float) -> Tensor:
            means = [x.mean([3], True), x.mean([2, 3], True), x.mean([0, 3], True)]
            variances = [x.var([3], False, True), x.var([2, 3], False, True), x.var([0, 3], False, True)]
            w = mean_weights.softmax(1).unsqueeze(3).unbind(1)
            v = variance_weights.softmax(1).unsqueeze(3).unbind(1)
            mean = w[0] * means[0] + w[1] * means[1] + w[2] * means[2]
            variance = v[0] * variances[0] + v[1] * variances[1] + v[2] * variances[2]
            return (x - mean) / torch.sqrt(variance + epsilon) * gamma + beta
          """);

  private static final int PARTS = 3;

  private static final Kernel MIX =
      new Kernel(
          """
          def mixture(weights: Tensor, part: int, channels: int) -> Tensor:
            w = weights.view([-1, 3]).softmax(1)[:, part]
            return w if w.numel() == 1 else w.repeat_interleave(channels // w.numel())
          """);

  private static final Kernel SWITCHABLE =
      WideRowKernels.FILE.calling(
          """
          def switchable(x: Tensor, gamma: Tensor, beta: Tensor, mean_weights: Tensor, variance_weights: Tensor, mean: Tensor, variance: Tensor, training: bool, momentum: float, epsilon: float, m: int) -> Tensor:
            groups = __torch__.batch_groups(x, m)
            b = x.size(0) // groups
            c = x.size(1)
            g = __torch__.to_wide(x, x.size(0))
            replicas = mean_weights.numel() // 3
            mean_each, variance_each = __torch__.wide_moments(g, c, c)
            m_instance = mean_each.view([groups, b, c])
            v_instance = variance_each.view([groups, b, c])
            rows = m_instance.view([groups, b, replicas, -1])
            m_rows, _, v_rows = __torch__.moments(rows, [3])
            within = v_instance.view(rows.size()).mean([3], True)
            m_layer = m_rows.expand(rows.size()).reshape([groups, b, c])
            v_layer = (within + v_rows).expand(rows.size()).reshape([groups, b, c])
            if training:
              n = b * x.size(2) * x.size(3)
              m_batch, _, v_between = __torch__.moments(m_instance, [1])
              v_batch = v_instance.mean([1], True) + v_between
              __torch__.follow(mean, m_batch, momentum)
              __torch__.follow(variance, v_batch * (float(n) / max(n - 1, 1)), momentum)
            else:
              m_batch, v_batch = mean, variance
            mu = torch.zeros_like(m_instance)
            sigma = torch.full_like(v_instance, epsilon)
            ms = [m_instance, m_layer, m_batch]
            vs = [v_instance, v_layer, v_batch]
            for k in range(3):
              mu = mu + ms[k] * __torch__.mixture(mean_weights, k, c)
              sigma = sigma + vs[k] * __torch__.mixture(variance_weights, k, c)
            a = sigma.rsqrt() * gamma
            offset = beta - mu * a
            return __torch__.wide_affine(g, a.view([-1, c]), offset.view([-1, c]), x)
          """,
          MIX);

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
        SiteRequirements.shared(graph, site));
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return SiteRequirements.needPositions(site, "switchable");
  }
}
