package org.normlab.net;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.normlab.norm.site.Normalized;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.Precision;
import org.normlab.torch.Value;

/**
 * Describes where the format that layers compute in meets float32. Layers cast their input, weight
 * and bias; a method computes in float32 between two casts. Casts are part of the graph, so that
 * gradients pass them.
 */
record Casts(Graph graph) {
  private static final Kernel CAST =
      new Kernel(
          """
          def cast(x: Tensor, type: int) -> Tensor:
            return x.to(type)
          """);

  /** {@code x} in float32. */
  static Value wide(Precision precision, Value x) {
    return precision.isNarrow() ? new Value(x + ".to(6)") : x;
  }

  /**
   * Returns what a method makes of x, computed in float32, in the format of layers; x itself where
   * the method leaves it as it is.
   */
  Value around(Value x, UnaryOperator<Value> method) {
    Value wide = forMethod(x);
    return fromMethod(x, wide, method.apply(wide));
  }

  /** Does the same for a method that passes on knowledge of its site. */
  Normalized aroundSite(Value x, Function<Value, Normalized> method) {
    Value wide = forMethod(x);
    Normalized y = method.apply(wide);
    return new Normalized(fromMethod(x, wide, y.value()), y.chain());
  }

  private Value forMethod(Value x) {
    return graph.precision().widensMethods() ? wide(graph.precision(), x) : x;
  }

  private Value fromMethod(Value x, Value wide, Value y) {
    if (y.equals(wide)) {
      return x;
    }
    return graph.precision().widensMethods() ? graph.call(CAST, y, graph.precision().type()) : y;
  }

  Kernel linear() {
    return narrow(graph.replicas() == 1 ? Kernels.LINEAR : Kernels.LINEARS, "");
  }

  Kernel convolution() {
    return narrow(Kernels.CONVOLUTION, ", stride: int, padding: int, replicas: int");
  }

  /** The kernel between casts of its first three arguments: x, weight and bias. */
  private Kernel narrow(Kernel kernel, String more) {
    if (!graph.precision().isNarrow()) {
      return kernel;
    }
    return new Kernel(
        """
        def %1$s_narrow(x: Tensor, weight: Tensor, bias: Optional[Tensor]%2$s) -> Tensor:
          if bias is None:
            return __torch__.%1$s(x.to(%3$d), weight.to(%3$d), None%4$s)
          return __torch__.%1$s(x.to(%3$d), weight.to(%3$d), bias.to(%3$d)%4$s)
        """
            .formatted(
                kernel.name(), more, graph.precision().type(), more.replaceAll(": \\w+", "")),
        List.of(kernel));
  }
}
