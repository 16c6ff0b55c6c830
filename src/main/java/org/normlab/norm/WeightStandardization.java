package org.normlab.norm;

import java.util.ArrayList;
import java.util.List;
import org.normlab.norm.kernel.WeightRowKernels;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Weight standardization: weights of mean 0 and variance 1 for each output, before a normalizer on
 * activations.
 *
 * <pre>w = (W − mean) / √(variance + ε)      per output over all its inputs</pre>
 *
 * Shape: every hidden linear layer and convolution; the output layer keeps a plain weight.
 * Variance: biased (÷ n). At the sites stands the inner method. Training and evaluation differ only
 * where the inner method's do. Source: Qiao, Wang, Liu, Shen and Yuille 2019, arXiv:1903.10520.
 * Difference from the released code: that divides by the unbiased deviation plus ε.
 */
@Paper("Qiao et al. 2019")
@Named(
    value = "weight-standardization",
    summary = "Weights of mean 0 and variance 1 for each output, before another method.")
public record WeightStandardization(
    @Setting(
            value = "method at the sites",
            preset = "{\"type\":\"group\"}",
            among = ActivationNormalizing.class)
        Normalization inner,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Wrapping {
  /** The formula above, of weights {@code [R, out, inputs]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(weight: Tensor, epsilon: float) -> Tensor:
            d = weight - weight.mean([2], True)
            return d / torch.sqrt(d.square().mean([2], True) + epsilon)
          """);

  @Override
  public Value weight(Graph graph, Weight weight) {
    return graph.call(WeightRowKernels.STANDARDIZED, inner.weight(graph, weight), 1.0, epsilon);
  }

  @Override
  public List<Problem> problems(Weight weight) {
    List<Problem> faults =
        new ArrayList<>(SiteRequirements.needInputs(weight, "weight-standardization"));
    faults.addAll(Wrapping.super.problems(weight));
    return faults;
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    List<Problem> faults =
        new ArrayList<>(RecurrenceRules.notRecurrent(site, "standardized weights"));
    faults.addAll(Wrapping.super.problems(site, batch));
    return faults;
  }
}
