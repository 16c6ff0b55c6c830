package org.normlab.norm;

import java.util.List;
import java.util.Optional;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Masks;
import org.normlab.torch.Value;

/**
 * Self-normalizing network: no normalizer; the scaled exponential linear unit, LeCun-normal weights
 * and alpha dropout keep mean 0 and variance 1 from layer to layer.
 *
 * <pre>selu(x) = λ x for x &gt; 0, λ α (eˣ − 1) otherwise      λ = 1.0507…, α = 1.6733…</pre>
 *
 * Alpha dropout sets a unit to α′ = −λα with rate d and then applies the affine map a x + b that
 * restores mean 0 and variance 1: a = (q + α′² q (1 − q))^(−1/2), b = −a (1 − q) α′, q = 1 − d; in
 * evaluation it does nothing. Source: Klambauer, Unterthiner, Mayr and Hochreiter 2017,
 * arXiv:1706.02515, eq. 2 and §"New dropout technique". Difference from the paper: none.
 */
@Paper("Klambauer et al. 2017")
@Named(
    value = "self-normalizing",
    summary = "SELU, LeCun-normal initialization and alpha dropout; no normalizer.")
public record SelfNormalizing(
    @Setting(value = "alpha dropout rate after each nonlinearity", preset = "0", min = 0, below = 1)
        double alphaDropout)
    implements Normalization, WithoutSites {
  private static final double ALPHA_PRIME = -1.0507009873554805 * 1.6732632423543772;

  private static final Kernel ALPHA_DROPOUT =
      Masks.FILE.calling(
          """
          def alpha_dropout(x: Tensor, keep: float, low: float, seeds: Tensor, drawing: int) -> Tensor:
            a = (keep + low * low * keep * (1 - keep)) ** -0.5
            b = -a * (1 - keep) * low
            mask = __torch__.keep_mask(x, keep, seeds, drawing)
            return (x * mask + low * (1 - mask)) * a + b
          """);

  @Override
  public Optional<Activation> nonlinearity() {
    return Optional.of(Activation.SELU);
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return site.axes() == Axes.TOKENS || site.axes() == Axes.RECURRENT
        ? List.of(
            new Problem(
                "/type",
                "self-normalizing is for networks of linear layers and convolutions, whose"
                    + " nonlinearity it sets; %s is in a network over tokens"
                        .formatted(site.name())))
        : List.of();
  }

  @Override
  public Initial initial(Weight weight) {
    return Initial.lecun(weight.fanIn());
  }

  @Override
  public Value dropout(Graph graph, Value x) {
    if (alphaDropout == 0 || !graph.training()) {
      return x;
    }
    return graph.call(
        ALPHA_DROPOUT, x, 1 - alphaDropout, ALPHA_PRIME, graph.seeds(), graph.drawing());
  }
}
