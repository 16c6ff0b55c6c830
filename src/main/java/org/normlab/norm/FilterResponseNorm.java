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
 * Filter response normalization with its thresholded linear unit, which takes the place of the
 * network's nonlinearity.
 *
 * <pre>
 * y = max(x / √(mean(x²) + ε) · γ + β, τ)      mean per sample and channel; γ, β, τ per channel
 * </pre>
 *
 * Shape: image, in and out. Training and evaluation are the same. No centring: equal to {@link
 * RmsNorm} of each channel alone. Source: Singh and Krishnan 2020, arXiv:1911.09737, eq. 1–3.
 * Difference from the paper: ε is not learned, which it proposes for 1×1 images only.
 */
@Paper("Singh and Krishnan 2020")
@Named(
    value = "filter-response",
    summary = "Mean square of each sample and channel, then max(y, τ) as nonlinearity.")
public record FilterResponseNorm(
    @Setting(value = "added to the mean square", preset = "1e-6", above = 0, max = 1)
        double epsilon)
    implements Normalization, ActivationNormalizing {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, gamma: Tensor, beta: Tensor, tau: Tensor, epsilon: float) -> Tensor:
            y = x / torch.sqrt(x.square().mean([3], True) + epsilon) * gamma + beta
            return torch.maximum(y, tau)
          """);

  private static final Kernel NORMALIZE =
      WideRowKernels.FILE.calling(
          """
          def filter_response(x: Tensor, gamma: Tensor, beta: Tensor, tau: Tensor, epsilon: float) -> Tensor:
            c = x.size(1)
            g = __torch__.to_wide(x, x.size(0))
            a = (__torch__.wide_mean_squares(g, c, c) + epsilon).rsqrt() * gamma
            above = (g * __torch__.widen(a, g.size(2))).add_(__torch__.widen((beta - tau).unsqueeze(0), g.size(2)))
            return __torch__.from_wide(above.relu_() + __torch__.widen(tau.unsqueeze(0), g.size(2)), x)
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    Value tau = Affine.perChannel(graph, site, "tau", Initial.ZEROS);
    return graph.call(NORMALIZE, x, gamma, beta, tau, epsilon);
  }

  @Override
  public Optional<Activation> nonlinearity() {
    return Optional.of(Activation.TLU);
  }

  @Override
  public boolean containsNonlinearity() {
    return true;
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return SiteRequirements.needPositions(site, "filter-response");
  }

  @Override
  public boolean hasOffset() {
    return true;
  }
}
