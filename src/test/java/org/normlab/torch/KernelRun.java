package org.normlab.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.torch.program.Program;

/**
 * One call of a kernel on the CPU: {@code KernelRun.of(kernel).with(x, gamma, 1e-5).result()}.
 *
 * <p>A forward pass is a kernel too: {@code KernelRun.of(graph.toKernel("forward", y)).with(p, s,
 * x, seeds, List.of(), List.of())}.
 */
public final class KernelRun {
  private static final Pattern PARAMETER = Pattern.compile("(\\w+): ((?:\\w+\\[)?\\w+\\]?)");

  private final Kernel kernel;
  private final List<Kernel> beside;
  private final List<Argument> arguments = new ArrayList<>();

  /** A parameter of the kernel, and what it is given: a tensor, a list of them, or else. */
  private record Argument(String name, Object given) {
    boolean isList() {
      return given instanceof List<?>;
    }

    boolean isEmpty() {
      return given.equals(List.of());
    }

    boolean isTensor() {
      return given instanceof Tensor;
    }

    /** A parameter of the method that calls the kernel; empty where the text has the value. */
    Stream<String> parameter() {
      return isTensor()
          ? Stream.of(name + ": Tensor")
          : isList() && !isEmpty() ? Stream.of(name + ": List[Tensor]") : Stream.empty();
    }

    String passed() {
      return isTensor() || isList() ? name : Procedure.text(given);
    }

    String asList() {
      return isList() ? name : "[" + name + "]";
    }

    String leaf() {
      return isList()
          ? "  %1$s = [t.detach().requires_grad_(True) for t in %1$s]\n".formatted(name)
          : "  %1$s = %1$s.detach().requires_grad_(True)\n".formatted(name);
    }
  }

  /**
   * What a call gave.
   *
   * @param results of the kernel, as many as its tuple or list has
   * @param gradients of what was differentiated by, in that order; zeros where there is none
   * @param after the tensors of each argument by name, as they are after the call; a list that
   *     began empty has what was appended
   */
  public record Called(
      List<Tensor> results, List<Tensor> gradients, Map<String, List<Tensor>> after) {
    public Tensor result() {
      return results.getFirst();
    }
  }

  private KernelRun(Kernel kernel, List<Kernel> beside) {
    this.kernel = kernel;
    this.beside = beside;
  }

  /**
   * A call of a kernel.
   *
   * @param beside kernels that it calls, beyond those that it names as its needs
   */
  public static KernelRun of(Kernel kernel, Kernel... beside) {
    return new KernelRun(kernel, List.of(beside));
  }

  /**
   * The arguments in the kernel's order: {@link Tensor}s, lists of them, {@link Value#NONE},
   * numbers, truths and texts.
   */
  public KernelRun with(Object... given) {
    Matcher parameter = PARAMETER.matcher(head().substring(0, head().lastIndexOf("->")));
    for (Object value : given) {
      if (!parameter.find()) {
        throw new IllegalArgumentException("too many arguments for " + head());
      }
      arguments.add(new Argument(parameter.group(1), value));
    }
    if (parameter.find()) {
      throw new IllegalArgumentException("too few arguments for " + head());
    }
    return this;
  }

  /** The first tensor that the kernel gives. */
  public Tensor result() {
    return call().result();
  }

  /** A call without gradients. */
  public Called call() {
    return run(List.of(), null);
  }

  /**
   * A call with gradients of {@code sum(result · upstream)}, and of the sums of {@code terms} where
   * the kernel has such a list.
   *
   * @param names the kernel's tensors and lists of them to differentiate by
   */
  public Called gradients(Tensor upstream, String... names) {
    List<Argument> leaves =
        Stream.of(names)
            .map(name -> arguments.stream().filter(a -> a.name.equals(name)).findFirst())
            .map(found -> found.orElseThrow(() -> new IllegalArgumentException(head())))
            .filter(argument -> !argument.isEmpty())
            .toList();
    return run(leaves, upstream);
  }

  private Called run(List<Argument> leaves, @Nullable Tensor upstream) {
    List<Kernel> kernels = Stream.concat(Stream.of(kernel), beside.stream()).toList();
    try (Torch torch = Torch.open("cpu", 1);
        Program program = torch.compile("kernel-run", text(leaves, upstream), kernels);
        NDManager scope = torch.scope()) {
      Map<String, List<NDArray>> given = new LinkedHashMap<>();
      Program.Arguments all = new Program.Arguments();
      for (Argument argument : arguments) {
        given.put(argument.name, hand(argument, all, scope));
      }
      if (upstream != null) {
        all.tensor(upstream.array(scope));
      }
      return read(program.call(scope, "run", all), given);
    }
  }

  private static List<NDArray> hand(Argument argument, Program.Arguments all, NDManager scope) {
    if (argument.given instanceof Tensor tensor) {
      NDArray array = tensor.array(scope);
      all.tensor(array);
      return List.of(array);
    }
    if (!(argument.given instanceof List<?> tensors)) {
      return List.of();
    }
    List<NDArray> arrays = tensors.stream().map(t -> ((Tensor) t).array(scope)).toList();
    all.list(argument.name, arrays);
    return arrays;
  }

  /** The number of results, of gradients and of what was appended to each list; then all of it. */
  private Called read(NDList found, Map<String, List<NDArray>> given) {
    long[] counts = found.get(0).toLongArray();
    List<Tensor> tensors = found.subList(1, found.size()).stream().map(Tensor::of).toList();
    int gradients = (int) counts[0];
    int from = gradients + (int) counts[1];
    Map<String, List<Tensor>> after = new LinkedHashMap<>();
    given.forEach((name, arrays) -> after.put(name, arrays.stream().map(Tensor::of).toList()));
    List<Argument> appended = arguments.stream().filter(Argument::isEmpty).toList();
    for (int i = 0; i < appended.size(); i++) {
      int to = from + (int) counts[2 + i];
      after.put(appended.get(i).name, tensors.subList(from, to));
      from = to;
    }
    return new Called(
        tensors.subList(0, gradients),
        tensors.subList(gradients, gradients + (int) counts[1]),
        after);
  }

  private String text(List<Argument> leaves, @Nullable Tensor upstream) {
    Stream<String> more = upstream == null ? Stream.empty() : Stream.of("upstream: Tensor");
    String parameters =
        Stream.concat(arguments.stream().flatMap(Argument::parameter), more)
            .map(parameter -> ", " + parameter)
            .collect(Collectors.joining());
    List<Argument> empty = arguments.stream().filter(Argument::isEmpty).toList();
    String lists =
        empty.stream()
            .map(a -> "  %s = annotate(List[Tensor], [])\n".formatted(a.name))
            .collect(Collectors.joining());
    String counts = empty.stream().map(a -> ", len(" + a.name + ")").collect(Collectors.joining());
    String appended = empty.stream().map(a -> " + " + a.name).collect(Collectors.joining());
    return """
    def run(self: __torch__.M%s) -> List[Tensor]:
      torch.set_grad_enabled(%s)
    %s%s  gradients = annotate(List[Tensor], [])
    %s%s  torch.set_grad_enabled(False)
      counts = torch.tensor([len(results), len(gradients)%s])
      return [counts] + [t.detach().contiguous() for t in results + gradients%s]
    """
        .formatted(
            parameters,
            upstream == null ? "False" : "True",
            lists,
            leaves.stream().map(Argument::leaf).collect(Collectors.joining()),
            results(),
            upstream == null ? "" : differentiated(leaves),
            counts,
            appended);
  }

  /** The kernel's results as a list. */
  private String results() {
    String call =
        "__torch__.%s(%s)"
            .formatted(
                kernel.name(),
                arguments.stream().map(Argument::passed).collect(Collectors.joining(", ")));
    String type = head().substring(head().lastIndexOf("->") + 2, head().length() - 1).strip();
    if (type.equals("None")) {
      return "  %s\n  results = annotate(List[Tensor], [])\n".formatted(call);
    }
    if (type.startsWith("Tuple")) {
      String names =
          IntStream.range(0, type.split(",").length)
              .mapToObj(i -> "result_" + i)
              .collect(Collectors.joining(", "));
      return "  %s = %s\n  results = [%1$s]\n".formatted(names, call);
    }
    return switch (type) {
      case "Tensor" -> "  results = [%s]\n".formatted(call);
      case "List[Tensor]" -> "  results = %s\n".formatted(call);
      default -> "  results = [torch.tensor(%s)]\n".formatted(call);
    };
  }

  private String differentiated(List<Argument> leaves) {
    boolean hasTerms = arguments.stream().anyMatch(a -> a.name.equals("terms"));
    return """
      total = (results[0] * upstream).sum()
    %s  leaves = %s
      found = torch.grad([total], leaves, None, False, False, True)
      for i in range(len(leaves)):
        g = found[i]
        gradients.append(g if g is not None else torch.zeros_like(leaves[i]))
    """
        .formatted(
            hasTerms ? "  for term in terms:\n    total = total + term.sum()\n" : "",
            leaves.stream().map(Argument::asList).collect(Collectors.joining(" + ")));
  }

  private String head() {
    return kernel.source().lines().findFirst().orElseThrow();
  }
}
