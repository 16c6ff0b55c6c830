package org.normlab.norm;

import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.BatchMomentKernels;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Batch renormalization: batch normalization whose output is corrected towards what the running
 * statistics would give, so that training and evaluation differ less.
 *
 * <pre>y = ((x − μ_B) / σ_B · r + d) · γ + β      σ_B = √(var_B + ε), σ = √(runningVariance + ε)
 * r = clip(σ_B / σ, 1/rMax, rMax)      d = clip((μ_B − μ) / σ, −dMax, dMax)</pre>
 *
 * Shape: dense, tokens or image, in and out. μ, σ are the running values before this step; r and d
 * are constants for the gradient. During {@code warmup} steps the limits grow linearly from 1 and 0
 * to rMax and dMax, so that training begins as batch normalization. Variance: biased in the
 * formula, unbiased in the running state. Evaluation: as {@link BatchNorm}, which it equals at rMax
 * = 1, dMax = 0. Source: Ioffe 2017, arXiv:1702.03275, algorithm 1. Difference from the paper: one
 * linear warm-up for both limits in place of its two schedules.
 */
@Paper("Ioffe 2017")
@Named(
    value = "batch-renorm",
    summary = "Batch normalization corrected towards its running statistics.")
public record BatchRenorm(
    @Setting(value = "largest ratio of deviations", preset = "3", min = 1, max = 1e9) double rMax,
    @Setting(value = "largest distance of means, in deviations", preset = "5", min = 0, max = 1e9)
        double dMax,
    @Setting(
            value = "steps in which the limits grow from 1 and 0",
            preset = "0",
            min = 0,
            max = 1e9)
        int warmup,
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.01",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, BatchStatistics, RowScaleInvariant {

  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, running_mean: Tensor, running_variance: Tensor, r_max: float, d_max: float, epsilon: float) -> Tensor:
            mean = x.mean([0, 3], True)
            sigma = torch.sqrt((x - mean).square().mean([0, 3], True) + epsilon)
            running = torch.sqrt(running_variance + epsilon)
            r = (sigma / running).detach().clamp(1.0 / r_max, r_max)
            d = ((mean - running_mean) / running).detach().clamp(-d_max, d_max)
            return ((x - mean) / sigma * r + d) * gamma + beta
          """);

  private static final Kernel LIMITS =
      new Kernel(
          """
          def renorm_limits(steps: Tensor, warmup: int, like: Tensor) -> Tensor:
            if warmup == 0:
              return torch.ones_like(like)
            grown = (steps / float(warmup)).clamp(max=1.0)
            steps.add_(1.0)
            return grown.repeat_interleave(like.numel() // grown.numel())
          """);

  private static final Kernel CORRECTIONS =
      BatchMomentKernels.FILE.calling(
          """
          def renorm_corrections(mu: Tensor, inverse: Tensor, mean: Tensor, variance: Tensor, limits: Tensor, r_max: float, d_max: float, epsilon: float) -> Tuple[Tensor, Tensor]:
            c = mu.numel()
            old = __torch__.for_groups((variance + epsilon).sqrt(), c)
            grown = __torch__.for_groups(limits, c)
            most = 1 + (r_max - 1) * grown
            r = torch.minimum(torch.maximum(1 / (inverse * old), 1 / most), most)
            far = d_max * grown
            d = torch.minimum(torch.maximum((mu - __torch__.for_groups(mean, c)) / old, -far), far)
            return r, d
          """);

  private static final Kernel RENORM =
      BatchMomentKernels.FILE.calling(
          """
          def batch_renorm(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, limits: Tensor, r_max: float, d_max: float, momentum: float, epsilon: float, m: int) -> Tensor:
            n = x.numel() // x.size(1)
            if m == 0 or m == x.size(0):
              mu, found = torch.batch_norm_update_stats(x.detach(), None, None, 0.0)
              if x.dim() == 2 or not __torch__.overflowed(found):
                inverse = (found + epsilon).rsqrt()
                r, d = __torch__.renorm_corrections(mu, inverse, mean, variance, limits, r_max, d_max, epsilon)
                __torch__.follow(mean, mu, momentum)
                __torch__.follow(variance, found * (float(n) / max(n - 1, 1)), momentum)
                return torch.batch_norm(x, gamma * r, torch.addcmul(beta, gamma, d), None, None, True, 0.0, epsilon, False)
            g = __torch__.to_groups(x, m)
            c = __torch__.columns(g)
            y, mu, inverse = __torch__.standardized(g, epsilon)
            r, d = __torch__.renorm_corrections(mu, inverse, mean, variance, limits, r_max, d_max, epsilon)
            __torch__.follow_moments(mean, variance, mu, inverse, epsilon, momentum, g.numel() // c)
            weight = __torch__.for_groups(gamma, c)
            y = __torch__.channel_affine(y, weight * r, torch.addcmul(__torch__.for_groups(beta, c), weight, d))
            return __torch__.from_groups(y)
          """,
          CORRECTIONS);

  /** r or the size of d as probes show them, {@code [groups, R·C]}. */
  private static final Kernel SEEN =
      BatchMomentKernels.FILE.calling(
          """
          def renorm_seen(x: Tensor, mean: Tensor, variance: Tensor, limits: Tensor, r_max: float, d_max: float, epsilon: float, m: int, offset: bool, replicas: int) -> Tensor:
            _, mu, inverse = __torch__.standardized(__torch__.to_groups(x.detach(), m), epsilon)
            r, d = __torch__.renorm_corrections(mu, inverse, mean, variance, limits, r_max, d_max, epsilon)
            seen = d.abs() if offset else r
            return seen.view([-1, replicas, mean.numel() // replicas]).mean([0, 2])
          """,
          CORRECTIONS);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
    Value variance = graph.state(site.name() + ".runningVariance", 1, site.channels());
    if (!graph.training()) {
      return BatchMomentKernels.evaluate(graph, x, gamma, beta, mean, variance, epsilon);
    }
    Value steps = warmup == 0 ? mean : graph.state(site.name() + ".steps", 0, 1);
    Value limits = graph.call(LIMITS, steps, warmup, mean);
    int m = SiteRequirements.shared(graph, site);
    observe(graph, site, ".r", x, mean, variance, limits, m, false);
    observe(graph, site, ".d", x, mean, variance, limits, m, true);
    return graph.call(
        RENORM, x, gamma, beta, mean, variance, limits, rMax, dMax, momentum, epsilon, m);
  }

  private void observe(
      Graph graph,
      Site site,
      String name,
      Value x,
      Value mean,
      Value variance,
      Value limits,
      int m,
      boolean offset) {
    graph.observe(
        site.name() + name,
        SEEN,
        x,
        mean,
        variance,
        limits,
        rMax,
        dMax,
        epsilon,
        m,
        offset,
        graph.replicas());
  }
}
