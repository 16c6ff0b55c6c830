package org.normlab.norm;

import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.ChannelKernels;
import org.normlab.norm.site.Site;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Dynamic tanh: no statistics; a learned slope and a saturation do what a normalizer does.
 *
 * <pre>y = γ · tanh(α x) + β      α one number a site; γ, β per channel</pre>
 *
 * Shape: any, in and out. Training and evaluation are the same. Source: Zhu, Chen, He, LeCun and
 * Liu 2025, arXiv:2503.10622, eq. 4. Difference from the paper: none.
 */
@Paper("Zhu et al. 2025")
@Named(value = "dynamic-tanh", summary = "γ · tanh(α x) + β with one learned α; no statistics.")
public record DynamicTanh(
    @Setting(value = "start of α", preset = "0.5", above = 0, max = 1e6) double alpha)
    implements Normalization, DefinedInRecurrence {
  /** The formula above, of {@code x [B, R, C, positions]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(x: Tensor, alpha: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
            return torch.tanh(alpha * x) * gamma + beta
          """);

  private static final Kernel NORMALIZE =
      ChannelKernels.FILE.calling(
          """
          def dynamic_tanh(x: Tensor, alpha: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
            slope = alpha if alpha.numel() == 1 else alpha.repeat_interleave(gamma.numel() // alpha.numel())
            y = torch.tanh(x * __torch__.by_channel(slope, x))
            return __torch__.channel_affine(y, gamma, beta)
          """);

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    Value slope = Affine.one(graph, site, "alpha", new Initial(alpha, 0));
    return graph.call(NORMALIZE, x, slope, Affine.gamma(graph, site), Affine.beta(graph, site));
  }

  @Override
  public boolean hasOffset() {
    return true;
  }
}
