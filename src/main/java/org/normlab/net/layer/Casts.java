package org.normlab.net.layer;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.normlab.norm.site.Normalized;
import org.normlab.torch.Graph;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Precision;
import org.normlab.torch.Value;

/**
 * Describes where the format that layers compute in meets float32. Layers cast their input, weight
 * and bias; a method computes in float32 between two casts. Casts are part of the graph, so that
 * gradients pass them.
 */
record Casts(Graph graph) {
  private static final KernelFile FILE = KernelFile.read("narrow_layers.py", Kernels.FILE);

  private static final Kernel CAST = FILE.kernel("cast");

  /** {@code x} in float32. */
  static Value wide(Precision precision, Value x) {
    return precision.isNarrow() ? new Value(x + ".to(torch.float32)") : x;
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
    return graph.precision().widensMethods() ? graph.call(CAST, y, type()) : y;
  }

  Kernel linear() {
    return narrow(graph.replicas() == 1 ? Kernels.LINEAR : Kernels.LINEARS);
  }

  Kernel convolution() {
    return narrow(Kernels.CONVOLUTION);
  }

  /** The kernel between casts of its input, weight and bias. */
  private Kernel narrow(Kernel kernel) {
    if (!graph.precision().isNarrow()) {
      return kernel;
    }
    Kernel type =
        new Kernel(
            """
            def narrow_type() -> int:
              return %s
            """
                .formatted(type()));
    return FILE.kernel(kernel.name() + "_narrow").choosing(type);
  }

  /** The name of the format in which layers compute. */
  private Value type() {
    return new Value(graph.precision() == Precision.BFLOAT16 ? "torch.bfloat16" : "torch.float16");
  }
}
