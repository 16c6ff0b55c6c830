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
 * Instance normalization: mean and variance of each sample and channel over its positions.
 *
 * <pre>y = (x − μ) / √(σ² + ε) · γ + β      μ, σ² per sample and channel; γ, β per channel</pre>
 *
 * Shape: image, in and out. Variance: biased (÷ n). Training and evaluation are the same. Equal to
 * {@link GroupNorm} at as many groups as channels. Source: Ulyanov, Vedaldi and Lempitsky 2016,
 * arXiv:1607.08022, eq. 5. Difference from the paper: γ and β, as its successors have them.
 */
@Paper("Ulyanov et al. 2016")
@Named(
    value = "instance",
    summary = "Mean and variance of each sample and channel over its positions.")
public record InstanceNorm(
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, RowScaleInvariant {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: float) -> Tensor:
            d = x - x.mean([3], True)
            variance = d.square().mean([3], True)
            return d / torch.sqrt(variance + epsilon) * gamma + beta
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    return GroupKernels.normalize(graph, site, x, site.channels(), epsilon);
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return SiteRequirements.needPositions(site, "instance");
  }

  @Override
  public boolean hasOffset() {
    return true;
  }
}
