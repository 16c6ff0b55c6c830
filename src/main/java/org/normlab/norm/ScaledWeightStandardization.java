package org.normlab.norm;

import java.util.List;
import java.util.Map;
import org.normlab.norm.kernel.WeightRowKernels;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Branch;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Normalizer-free networks: scaled weight standardization keeps the variance of activations from
 * layer to layer, and residual branches add a known share to it.
 *
 * <pre>w = g · (W − mean) / √(n · variance + ε)      per output over all its n inputs; g, the gain
 * h ← shortcut + α f(h / β)      α = 0.2, β = √(1 + α² k) after k additions
 * ⟨act⟩ ← γ ⟨act⟩                γ = 1 / deviation of ⟨act⟩ of a standard normal variable</pre>
 *
 * Shape: every hidden linear layer and convolution; the output layer keeps a plain weight. Layers
 * keep their biases; nothing stands at the sites. Variance: biased. A projected shortcut sees h / β
 * too, so that k counts again from it. Training and evaluation are the same. The authors train with
 * adaptive gradient clipping, the optimizer's {@code adaptiveClip}. Source: Brock, De and Smith
 * 2021, arXiv:2101.08692, and Brock et al. 2021, arXiv:2102.06171. Difference from the papers: no
 * SkipInit gain at the ends of branches; α and β are used in networks that apply the nonlinearity
 * after the addition too, where they are an approximation. γ are the numbers of the released code.
 */
@Paper("Brock et al. 2021")
@Named(
    value = "scaled-weight-standardization",
    summary = "NF-nets: standardized weights with gains, scaled activations and branches.")
public record ScaledWeightStandardization(
    @Setting(value = "added to n times the variance", preset = "1e-4", above = 0, max = 1)
        double epsilon)
    implements Normalization, WithoutSites {
  /** The formula above, of weights {@code [R, out, inputs]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(weight: Tensor, gain: Tensor, epsilon: float) -> Tensor:
            d = weight - weight.mean([2], True)
            return d / torch.sqrt(weight.size(2) * d.square().mean([2], True) + epsilon) * gain
          """);

  private static final double ALPHA = 0.2;

  private static final Map<Activation, Double> GAMMA =
      Map.of(
          Activation.RELU, 1.7139588594436646,
          Activation.GELU, 1.7015043497085571,
          Activation.SILU, 1.7881293296813965,
          Activation.TANH, 1.5939117670059204,
          Activation.ELU, 1.2716004848480225,
          Activation.SELU, 1.0008515119552612);

  private static final Kernel WEIGHT =
      WeightRowKernels.FILE.calling(
          """
          def scaled_standardized(w: Tensor, gain: Tensor, fan: float, epsilon: float) -> Tensor:
            return __torch__.standardized_rows(w, fan, epsilon) * __torch__.per_output(gain, w)
          """);

  private static final Kernel TIMES =
      new Kernel(
          """
          def times(x: Tensor, factor: float) -> Tensor:
            return x * factor
          """);

  @Override
  public Value weight(Graph graph, Weight weight) {
    Value w = WithoutSites.super.weight(graph, weight);
    Value gain = graph.parameter(weight.perOutput("gain", Initial.ONES));
    return graph.call(WEIGHT, w, gain, (double) weight.fanIn(), epsilon);
  }

  @Override
  public Value activated(Graph graph, Activation function, Value x) {
    return graph.call(TIMES, x, GAMMA.getOrDefault(function, 1.0));
  }

  @Override
  public Value branch(Graph graph, Branch branch, Value x) {
    double beta = Math.sqrt(1 + ALPHA * ALPHA * branch.additions());
    return beta == 1 ? x : graph.call(TIMES, x, 1 / beta);
  }

  @Override
  public Value scaled(Graph graph, Branch branch, Value y) {
    return graph.call(TIMES, y, ALPHA);
  }

  @Override
  public List<Problem> problems(Weight weight) {
    return SiteRequirements.needInputs(weight, "scaled-weight-standardization");
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    return RecurrenceRules.notRecurrent(site, "standardized weights");
  }
}
