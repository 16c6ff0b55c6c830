package org.normlab.norm;

import java.util.List;
import java.util.Optional;
import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.WideRowKernels;
import org.normlab.norm.site.Activation;
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
 * EvoNorm-B0: normalization and nonlinearity found together by search, over the batch.
 *
 * <pre>y = x / max(√(σ_B² + ε), v · x + √(σ_I² + ε)) · γ + β      v, γ, β per channel
 * σ_B² per channel, σ_I² per sample and channel</pre>
 *
 * Shape: image, in and out. Variance: biased in the formula, σ_B² unbiased in the running state,
 * which evaluation uses in its place and which starts as 1. Source: Liu, Brock, Simonyan and Le
 * 2020, arXiv:2004.02967, table 1. Difference from the paper: none.
 */
@Paper("Liu et al. 2020")
@Named(
    value = "evonorm-b0",
    summary = "x over the larger of batch and instance deviation; contains its nonlinearity.")
public record EvoNormB0(
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the variances", preset = "1e-3", above = 0, max = 1) double epsilon)
    implements Normalization, BatchStatistics, ActivationNormalizing {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, v: Tensor, epsilon: float) -> Tensor:
            batch = (x - x.mean([0, 3], True)).square().mean([0, 3], True)
            instance = (x - x.mean([3], True)).square().mean([3], True)
            most = torch.maximum(torch.sqrt(batch + epsilon), v * x + torch.sqrt(instance + epsilon))
            return x / most * gamma + beta
          """);

  private static final Kernel NORMALIZE =
      WideRowKernels.FILE.calling(
          """
          def evonorm_b0(x: Tensor, gamma: Tensor, beta: Tensor, v: Tensor, running: Tensor, training: bool, momentum: float, epsilon: float, m: int) -> Tensor:
            b = x.size(0)
            c = x.size(1)
            g = __torch__.to_wide(x, b)
            mean, each = __torch__.wide_moments(g, c, c)
            if training:
              groups = __torch__.batch_groups(x, m)
              n = x.numel() // (groups * c)
              _, between = __torch__.wide_moments(mean.view([groups, -1, c]), c, c)
              over_batch = each.view([groups, -1, c]).mean([1]) + between
              __torch__.follow(running, over_batch * (float(n) / max(n - 1, 1)), momentum)
            else:
              over_batch = running.unsqueeze(0)
            left = (over_batch + epsilon).sqrt().repeat_interleave(b // over_batch.size(0), 0)
            most = __torch__.widen(left, g.size(2))
            further = __torch__.widen((each + epsilon).sqrt() - left, g.size(2))
            above = (g * __torch__.widen(v.unsqueeze(0), g.size(2))).add_(further).relu_()
            y = __torch__.from_wide(g / (above + most), x)
            return __torch__.channel_affine(y, gamma, beta)
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value v = Affine.perChannel(graph, site, "v", Initial.ONES);
    Value running = graph.state(site.name() + ".runningVariance", 1, site.channels());
    int m = SiteRequirements.shared(graph, site);
    boolean training = graph.training();
    return graph.call(NORMALIZE, x, gamma, beta, v, running, training, momentum, epsilon, m);
  }

  @Override
  public Optional<Activation> nonlinearity() {
    return Optional.of(Activation.EVONORM_B0);
  }

  @Override
  public boolean containsNonlinearity() {
    return true;
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return SiteRequirements.needPositions(site, "evonorm-b0");
  }
}
