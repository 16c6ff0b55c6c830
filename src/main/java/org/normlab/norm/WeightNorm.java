package org.normlab.norm;

import org.normlab.norm.kernel.WeightRowKernels;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Named;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;

/**
 * Weight normalization: length and direction of each output's weights are trained apart.
 *
 * <pre>w = g · v / ‖v‖₂      norm per output over all its inputs; g, the magnitude, per output
 * </pre>
 *
 * Shape: every hidden linear layer {@code [out, in]} and convolution {@code [out, in, h, w]}; the
 * output layer keeps a plain weight. Layers keep their biases. Training and evaluation are the
 * same. v starts as the weight would, g as ‖v‖, so that w starts as v. Equal to {@link
 * BoundedWeight} at p = 2 but for g, which is fixed there. Source: Salimans and Kingma 2016,
 * arXiv:1602.07868, eq. 2. Difference from the paper: no start from the statistics of a first
 * batch, as in PyTorch.
 */
@Paper("Salimans and Kingma 2016")
@Named(value = "weight", summary = "Length and direction of each output's weights trained apart.")
public record WeightNorm() implements Normalization, WithoutSites, DefinedInRecurrence {
  /** The formula above, of weights {@code [R, out, inputs]}. */
  static final Kernel FORMULA =
      new Kernel(
          """
          def formula(direction: Tensor, magnitude: Tensor) -> Tensor:
            return magnitude * direction / torch.linalg_vector_norm(direction, 2, [2], True)
          """);

  private static final Kernel WEIGHT =
      WeightRowKernels.FILE.calling(
          """
          def normalized_weight(v: Tensor, g: Tensor) -> Tensor:
            return __torch__.unit_rows(v, 2.0) * __torch__.per_output(g, v)
          """);

  private static final Kernel START =
      WeightRowKernels.FILE.calling(
          """
          def start_magnitude(v: Tensor, g: Tensor) -> None:
            g.copy_(__torch__.row_norms(v, 2.0))
          """);

  @Override
  public Value weight(Graph graph, Weight weight) {
    Value direction = graph.parameter(weight.variable("direction", initial(weight)));
    Value magnitude = graph.parameter(weight.perOutput("magnitude", Initial.ONES));
    graph.start().once(START, direction, magnitude);
    return graph.call(WEIGHT, direction, magnitude);
  }
}
