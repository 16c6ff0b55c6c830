package org.normlab.norm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.kernel.MeanOnlyKernels;
import org.normlab.norm.kernel.WeightRowKernels;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Bounded weight normalization: the direction of each output's weights is trained, their length
 * stays what it was on average at the start.
 *
 * <pre>w = ρ · v / ‖v‖ₚ      norm per output over all its inputs; ρ per layer and replica
 * y = x − μ + β         μ per channel over the batch and all positions; β per channel</pre>
 *
 * ρ is the mean over outputs of the initial p-norms. The second line, mean-only batch
 * normalization, stands at the sites unless {@code activation} is "none"; layers then keep their
 * biases. Shape: every hidden linear layer and convolution; the output layer keeps a plain weight.
 * Training subtracts the batch's mean and moves the running one, which starts as 0, by 0.1;
 * evaluation subtracts the running one. With a micro-batch of m, each m consecutive samples have a
 * mean of their own, and the running one follows the first group. Equal to {@link WeightNorm} at p
 * = 2 but for ρ. Source: Hoffer, Banner, Golan and Soudry 2018, arXiv:1803.01814; mean-only batch
 * normalization: Salimans and Kingma 2016, arXiv:1602.07868, section 4. The released code has three
 * versions; this is its {@code bwn_alt}, where ρ is fixed. The others train lengths whose joint
 * norm is fixed, or rescale v itself in every pass.
 */
@Paper("Hoffer et al. 2018")
@Named(
    value = "bounded-weight",
    summary = "Direction of each output's weights trained, their p-norm fixed.")
public record BoundedWeightNorm(
    @Setting(
            value = "p of the norm, \"infinity\" for the largest magnitude",
            preset = "2",
            nullAs = "infinity",
            min = 1)
        @Nullable Double p,
    @Setting(
            value = "what stands at the sites",
            preset = "\"mean-only-batch\"",
            oneOf = {BoundedWeightNorm.MEAN_ONLY, BoundedWeightNorm.NONE})
        String activation)
    implements Normalization, DefinedInRecurrence {
  /** The formula above, of weights {@code [R, out, inputs]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(direction: Tensor, bound: Tensor, p: float) -> Tensor:
            return bound * direction / torch.linalg_vector_norm(direction, p, [2], True)
          """);

  public static final String MEAN_ONLY = "mean-only-batch";
  static final String NONE = "none";

  private static final Kernel WEIGHT =
      WeightRowKernels.FILE.calling(
          """
          def bounded_weight(v: Tensor, bound: Tensor, p: float) -> Tensor:
            return __torch__.unit_rows(v, p) * __torch__.of_replica(bound, v)
          """);

  private static final Kernel START =
      WeightRowKernels.FILE.calling(
          """
          def start_bound(v: Tensor, bound: Tensor, p: float) -> None:
            bound.copy_(__torch__.row_norms(v, p).view([bound.numel(), -1]).mean(1))
          """);

  @Override
  public Value weight(Graph graph, Weight weight) {
    Value direction = graph.parameter(weight.variable("direction", initial(weight)));
    Value bound = graph.state(weight.layer() + ".bound", 0, 1);
    Value order = new Value(p == null ? "inf" : p.toString());
    graph.start().once(START, direction, bound, order);
    return graph.call(WEIGHT, direction, bound, order);
  }

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    return hasOffset() ? MeanOnlyKernels.normalize(graph, site, x) : x;
  }

  @Override
  public boolean actsAtSites() {
    return hasOffset();
  }

  @Override
  public boolean hasOffset() {
    return activation.equals(MEAN_ONLY);
  }

  @Override
  public boolean batchDependent() {
    return hasOffset();
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    if (!hasOffset()) {
      return List.of();
    }
    if (site.axes() == Axes.RECURRENT) {
      return List.of(
          new Problem(
              "/activation",
              "mean-only batch normalization is not defined within a recurrent network, whose"
                  + " moments have no common mean; received \"mean-only-batch\", allowed is"
                  + " \"none\""));
    }
    return RecurrenceRules.needBatch(site, batch);
  }
}
