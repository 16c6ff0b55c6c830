package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/** Single trained numbers that multiply or move whole activations, one a replica. */
public final class ScalarKernels {
  private static final Kernel BROADCAST =
      new Kernel(
          """
          def over_channels(scalar: Tensor, x: Tensor) -> Tensor:
            if scalar.numel() == 1:
              return scalar
            each = scalar.repeat_interleave(x.size(1) // scalar.numel())
            return each.view([1, -1, 1, 1]) if x.dim() == 4 else each
          """);

  private static final Kernel ADD =
      new Kernel(
          """
          def add_scalar(x: Tensor, scalar: Tensor) -> Tensor:
            return x + __torch__.over_channels(scalar, x)
          """,
          List.of(BROADCAST));

  private static final Kernel MULTIPLY =
      new Kernel(
          """
          def multiply_scalar(x: Tensor, scalar: Tensor) -> Tensor:
            return x * __torch__.over_channels(scalar, x)
          """,
          List.of(BROADCAST));

  private ScalarKernels() {}

  /** x plus a number that starts at 0. */
  public static Value add(Graph graph, String name, Value x) {
    return graph.call(ADD, x, scalar(graph, name, Initial.ZEROS));
  }

  public static Value multiply(Graph graph, String name, Initial initial, Value x) {
    return graph.call(MULTIPLY, x, scalar(graph, name, initial));
  }

  private static Value scalar(Graph graph, String name, Initial initial) {
    return graph.parameter(new Variable(name, Variable.Role.SCALE, initial, List.of(1)));
  }
}
