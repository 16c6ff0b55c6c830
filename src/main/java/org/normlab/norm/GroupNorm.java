package org.normlab.norm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.kernel.GroupKernels;
import org.normlab.norm.site.Groups;
import org.normlab.norm.site.Site;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Group normalization: mean and variance of each sample over each group of consecutive channels and
 * all positions.
 *
 * <pre>y = (x − μ) / √(σ² + ε) · γ + β      μ, σ² per sample and group; γ, β per channel</pre>
 *
 * Shape: dense or image, in and out; channels a multiple of {@code groups}. Variance: biased (÷ n).
 * Training and evaluation are the same. Equal to layer normalization at one group, to instance
 * normalization at as many groups as channels. Source: Wu and He 2018, arXiv:1803.08494, eq. 1–7.
 * Difference from the paper: none.
 */
@Paper("Wu and He 2018")
@Named(value = "group", summary = "Mean and variance of each sample over groups of channels.")
public record GroupNorm(
    @Setting(value = Groups.MEANING, preset = "null", min = 1, max = 65536)
        @Nullable Integer groups,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, ScaleInvariant {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, groups: int, epsilon: float) -> Tensor:
            g = x.view([x.size(0), x.size(1), groups, -1])
            d = g - g.mean([3], True)
            y = d / torch.sqrt(d.square().mean([3], True) + epsilon)
            return y.view(x.size()) * gamma + beta
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    return GroupKernels.normalize(graph, site, x, Groups.of(groups, site), epsilon);
  }

  @Override
  public boolean hasOffset() {
    return true;
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    List<Problem> faults = RecurrenceRules.notRecurrent(site, "group statistics");
    return faults.isEmpty() ? Groups.problems(groups, site) : faults;
  }
}
