package org.normlab.norm;

import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.BatchMomentKernels;
import org.normlab.norm.kernel.HalfBatchKernels;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Precision;
import org.normlab.torch.Value;

/**
 * Batch normalization: mean and variance of each channel over the batch and all positions.
 *
 * <pre>y = (x − μ) / √(σ² + ε) · γ + β      μ, σ², γ, β per channel</pre>
 *
 * Shape: dense or image, in and out. Variance: biased (÷ n) in the formula, unbiased (÷ n − 1) in
 * the running state. Training uses the batch's own statistics and moves the running ones by {@code
 * momentum}, the weight of the new value; evaluation uses the running ones, which start as mean 0
 * and variance 1. With a micro-batch of m, each m consecutive samples have statistics of their own,
 * and the running state follows the first group. Source: Ioffe and Szegedy 2015, arXiv:1502.03167,
 * algorithms 1 and 2. Difference from the paper: the running state is an exponential average.
 */
@Paper("Ioffe and Szegedy 2015")
@Named(value = "batch", summary = "Mean and variance of each channel over the batch.")
public record BatchNorm(
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, BatchStatistics, RowScaleInvariant, DefinedInHalf {

  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            d = x - x.mean([0, 3], True)
            variance = d.square().mean([0, 3], True)
            return d / torch.sqrt(variance + epsilon) * gamma + beta
          """);

  static final Kernel WHOLE =
      BatchMomentKernels.FILE.calling(
          """
          def batch_norm(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, momentum: float, epsilon: float) -> Tensor:
            if x.dim() == 2:
              return torch.batch_norm(x, gamma, beta, mean, variance, True, momentum, epsilon, False)
            before = variance.clone()
            y = torch.batch_norm(x, gamma, beta, mean, variance, True, momentum, epsilon, False)
            if __torch__.overflowed(variance):
              z, mu, inverse = __torch__.standardized(x.unsqueeze(0), epsilon)
              variance.copy_(before)
              n = x.numel() // gamma.numel()
              __torch__.follow_moments(mean.clone(), variance, mu, inverse, epsilon, momentum, n)
              y = __torch__.channel_affine(z[0], gamma, beta)
            return y
          """);

  private static final Kernel MICRO =
      BatchMomentKernels.FILE.calling(
          """
          def batch_norm_micro(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, momentum: float, epsilon: float, m: int) -> Tensor:
            g = __torch__.to_groups(x, m)
            z, mu, inverse = __torch__.standardized(g, epsilon)
            __torch__.follow_moments(mean, variance, mu, inverse, epsilon, momentum, g.numel() // __torch__.columns(g))
            return __torch__.channel_affine(__torch__.from_groups(z), gamma, beta)
          """);

  /** Observed is the biased variance, remembered the unbiased. */
  private static final HalfBatchKernels.Norm IN_HALF =
      new HalfBatchKernels.Norm(
          "runningVariance",
          HalfBatchKernels.FILE.calling(
              """
              def half_norm(d: Tensor) -> Tensor:
                return __torch__.pairwise_sum(d * d) / d.size(0)
              """),
          new Kernel(
              """
              def half_scale(v: Tensor, epsilon: float) -> Tensor:
                return (v + epsilon).sqrt()
              """),
          new Kernel(
              """
              def half_correction(n: int) -> float:
                return float(n) / max(n - 1, 1)
              """));

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    if (graph.precision() == Precision.FLOAT16_ALL) {
      return HalfBatchKernels.normalize(graph, site, x, IN_HALF, momentum, epsilon);
    }
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
    Value variance = graph.state(site.name() + ".runningVariance", 1, site.channels());
    graph.observe(site.name() + ".runningMean", mean);
    graph.observe(site.name() + ".runningVariance", variance);
    Integer m = SiteRequirements.rows(graph, site);
    if (!graph.training()) {
      return BatchMomentKernels.evaluate(graph, x, gamma, beta, mean, variance, epsilon);
    }
    return m == null
        ? graph.call(WHOLE, x, gamma, beta, mean, variance, momentum, epsilon)
        : graph.call(MICRO, x, gamma, beta, mean, variance, momentum, epsilon, m);
  }
}
