package org.normlab.norm.kernel;

import java.util.List;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelFile;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/** Single trained numbers that multiply or move whole activations, one a replica. */
public final class ScalarKernels {
  private static final KernelFile FILE = KernelFile.read("scalars.py");

  private static final Kernel ADD = FILE.kernel("add_scalar");
  private static final Kernel MULTIPLY = FILE.kernel("multiply_scalar");

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
