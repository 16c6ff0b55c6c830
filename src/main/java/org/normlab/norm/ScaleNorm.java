package org.normlab.norm;

import java.util.List;
import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.ChannelKernels;
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
 * Scale normalization: each sample is put on a sphere of learned radius.
 *
 * <pre>
 * y = γ · x / max(‖x‖₂, ε)      ‖x‖ per sample over channels and positions; γ one number a site
 * </pre>
 *
 * Shape: any, in and out. γ starts at √d, d the numbers under the norm, so that y starts with mean
 * square 1. Training and evaluation are the same. Source: Nguyen and Salazar 2019,
 * arXiv:1910.05895, eq. 5. Difference from the paper: on images the norm runs over positions too.
 */
@Paper("Nguyen and Salazar 2019")
@Named(value = "scale", summary = "x / ‖x‖ of each sample times one learned number.")
public record ScaleNorm(
    @Setting(value = "least norm", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, ScaleInvariant, DefinedInRecurrence {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, epsilon: float) -> Tensor:
            norm = torch.sqrt(x.square().sum([2, 3], True))
            return gamma * x / norm.clamp(min=epsilon)
          """);

  private static final Kernel NORMALIZE =
      ChannelKernels.FILE.calling(
          """
          def scale_norm(x: Tensor, gamma: Tensor, epsilon: float) -> Tensor:
            r = gamma.numel()
            rows = x.view([x.size(0), r, -1]) if x.dim() == 2 else x.view([x.size(0), r, x.size(1) // r, x.size(2), x.size(3)])
            axes = [2] if x.dim() == 2 else [2, 3, 4]
            norm = torch.linalg_vector_norm(rows, 2, axes, True)
            if __torch__.overflowed(norm):
              norm = torch.linalg_vector_norm(rows * 2.0 ** -40, 2, axes, True) * 2.0 ** 40
            factor = gamma.view([1, r] + [1] * len(axes)) / norm.clamp(min=epsilon)
            return (rows * factor).view(x.size())
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Initial root = new Initial(Math.sqrt(site.numbers()), 0);
    return graph.call(NORMALIZE, x, Affine.one(graph, site, "gamma", root), epsilon);
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return SiteRequirements.needSeveral(site, site.numbers(), "scale");
  }

  @Override
  public boolean hasOffset() {
    return false;
  }
}
