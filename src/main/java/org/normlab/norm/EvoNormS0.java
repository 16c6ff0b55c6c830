package org.normlab.norm;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.WideRowKernels;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Groups;
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
 * EvoNorm-S0: normalization and nonlinearity found together by search, per sample.
 *
 * <pre>y = x · sigmoid(v · x) / √(σ² + ε) · γ + β      σ² per sample and group; v, γ, β per channel
 * </pre>
 *
 * Shape: image, in and out. Variance: biased, over groups of consecutive channels and all
 * positions. Training and evaluation are the same. Source: Liu, Brock, Simonyan and Le 2020,
 * arXiv:2004.02967, table 1. Difference from the paper: none.
 */
@Paper("Liu et al. 2020")
@Named(
    value = "evonorm-s0",
    summary =
        "x · sigmoid(v·x) over the deviation of a group of channels; contains its nonlinearity.")
public record EvoNormS0(
    @Setting(value = Groups.MEANING, preset = "null", min = 1, max = 65536)
        @Nullable Integer groups,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, ActivationNormalizing {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, v: Tensor, groups: int, epsilon: float) -> Tensor:
            g = x.view([x.size(0), x.size(1), groups, -1])
            variance = (g - g.mean([3], True)).square().mean([3], True).expand(g.size())
            return x * torch.sigmoid(v * x) / torch.sqrt(variance.reshape(x.size()) + epsilon) * gamma + beta
          """);

  private static final Kernel NORMALIZE =
      WideRowKernels.FILE.calling(
          """
          def evonorm_s0(x: Tensor, gamma: Tensor, beta: Tensor, v: Tensor, groups: int, epsilon: float) -> Tensor:
            c = x.size(1)
            g = __torch__.to_wide(x, x.size(0))
            _, variance = __torch__.wide_moments(g, c, groups)
            a = __torch__.spread((variance + epsilon).rsqrt(), c) * gamma
            y = g * torch.sigmoid(g * __torch__.widen(v.unsqueeze(0), g.size(2)))
            return __torch__.wide_affine(y, a, beta.unsqueeze(0), x)
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value v = Affine.perChannel(graph, site, "v", Initial.ONES);
    int all = graph.replicas() * Groups.of(groups, site);
    return graph.call(NORMALIZE, x, gamma, beta, v, all, epsilon);
  }

  @Override
  public Optional<Activation> nonlinearity() {
    return Optional.of(Activation.EVONORM_S0);
  }

  @Override
  public boolean containsNonlinearity() {
    return true;
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    List<Problem> faults = SiteRequirements.needPositions(site, "evonorm-s0");
    return faults.isEmpty() ? Groups.problems(groups, site) : faults;
  }

  @Override
  public boolean hasOffset() {
    return true;
  }
}
