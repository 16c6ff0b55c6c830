package org.normlab.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Lines of TorchScript that run one after another, each a call of a kernel. */
public final class Procedure {
  private final KernelSet kernels;
  private final CurrentLayer layer;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> once = new HashSet<>();

  Procedure(KernelSet kernels, CurrentLayer layer) {
    this.kernels = kernels;
    this.layer = layer;
  }

  /**
   * Calls a kernel; arguments are {@link Value}s, numbers, booleans, texts and lists of them.
   *
   * @return the kernel's result, if it has one
   */
  public Value call(Kernel kernel, Object... arguments) {
    kernels.use(kernel);
    Value result = new Value("v" + lines.size());
    String call = "__torch__." + kernel.name() + "(" + texts(arguments) + ")";
    lines.add(result + " = " + call + layer.comment());
    return result;
  }

  /** Calls a kernel that returns nothing, unless it is called with the same arguments already. */
  public void once(Kernel kernel, Object... arguments) {
    if (once.add(kernel.name() + "(" + texts(arguments) + ")")) {
      call(kernel, arguments);
    }
  }

  private static String texts(Object... arguments) {
    return Arrays.stream(arguments).map(Procedure::text).collect(Collectors.joining(", "));
  }

  static String text(Object argument) {
    return switch (argument) {
      case Boolean truth -> truth ? "True" : "False";
      case String word -> '"' + word + '"';
      case List<?> list ->
          list.stream().map(Procedure::text).collect(Collectors.joining(", ", "[", "]"));
      default -> argument.toString();
    };
  }

  /**
   * The lines as one kernel, each with its layer as a comment.
   *
   * @param head {@code name(parameters) -> type}
   */
  Kernel toKernel(String head, String result) {
    StringBuilder text = new StringBuilder("def " + head + ":\n");
    lines.forEach(line -> text.append("  ").append(line).append('\n'));
    text.append("  return ").append(result).append('\n');
    return new Kernel(text.toString(), kernels.all(), "written by torch/Graph.java");
  }
}
