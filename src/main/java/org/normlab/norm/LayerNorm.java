package org.normlab.norm;

import java.util.List;
import org.normlab.norm.kernel.GroupKernels;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Layer normalization: mean and variance of each sample over all its channels and positions.
 *
 * <pre>y = (x − μ) / √(σ² + ε) · γ + β      μ, σ² per sample; γ, β per channel</pre>
 *
 * Shape: dense or image, in and out. Variance: biased (÷ n). Training and evaluation are the same.
 * Equal to group normalization with one group. Source: Ba, Kiros and Hinton 2016, arXiv:1607.06450,
 * eq. 3–4. Difference from the paper: on images γ and β are per channel, as in group normalization,
 * not per position.
 */
@Paper("Ba, Kiros and Hinton 2016")
@Named(
    value = "layer",
    summary = "Mean and variance of each sample over all its channels and positions.")
public record LayerNorm(
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, ScaleInvariant, DefinedInRecurrence {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            d = x - x.mean([2, 3], True)
            variance = d.square().mean([2, 3], True)
            return d / torch.sqrt(variance + epsilon) * gamma + beta
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    return GroupKernels.normalize(graph, site, x, 1, epsilon);
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return SiteRequirements.needSeveral(site, site.numbers(), "layer");
  }

  @Override
  public boolean hasOffset() {
    return true;
  }
}
