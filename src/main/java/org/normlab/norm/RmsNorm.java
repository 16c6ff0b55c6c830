package org.normlab.norm;

import java.util.List;
import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.RootMeanSquareKernels;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Root mean square normalization: layer normalization without centring and offset.
 *
 * <pre>y = x / √(mean(x²) + ε) · γ      mean per sample over channels and positions; γ per channel
 * </pre>
 *
 * Shape: any, in and out. Training and evaluation are the same. Source: Zhang and Sennrich 2019,
 * arXiv:1910.07467, eq. 4. Difference from the paper: ε, which the authors' code has too.
 */
@Paper("Zhang and Sennrich 2019")
@Named(
    value = "rms",
    summary = "Root mean square of each sample over its channels and positions; no centring.")
public record RmsNorm(
    @Setting(value = "added to the mean square", preset = "1e-6", above = 0, max = 1)
        double epsilon)
    implements Normalization, ScaleInvariant, DefinedInRecurrence {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, epsilon: float) -> Tensor:
            return x / torch.sqrt(x.square().mean([2, 3], True) + epsilon) * gamma
          """);

  private static final Kernel RMS_NORM =
      RootMeanSquareKernels.FILE.calling(
          """
          def rms_norm(x: Tensor, gamma: Tensor, replicas: int, epsilon: float) -> Tensor:
            b = x.size(0)
            if x.dim() == 2:
              rows = x.view([b, replicas, -1])
              return (rows * __torch__.inverse_rms(rows, [2], epsilon)).view(x.size()) * gamma
            c = x.size(1)
            g = __torch__.to_wide(x, b)
            inverse = (__torch__.wide_mean_squares(g, c, replicas) + epsilon).rsqrt()
            a = __torch__.widen(__torch__.spread(inverse, c) * gamma, g.size(2))
            return __torch__.from_wide(g * a, x)
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    return graph.call(RMS_NORM, x, Affine.gamma(graph, site), graph.replicas(), epsilon);
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return SiteRequirements.needSeveral(site, site.numbers(), "rms");
  }

  @Override
  public boolean hasOffset() {
    return false;
  }
}
