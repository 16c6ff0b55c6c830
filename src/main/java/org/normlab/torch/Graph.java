package org.normlab.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A forward pass under construction: every call writes one line of TorchScript. A network builds
 * its graph twice, for training and for evaluation, over the same variables; nothing is allocated.
 *
 * <p>Shapes: dense activations are {@code [B, R·C]}, images {@code [B, R·C, H, W]}, where R counts
 * the replicas that train together. Replicas never mix.
 */
public final class Graph {
  private final int replicas;
  private final boolean training;
  private final @Nullable Integer microBatch;
  private final Map<String, Variable> parameters;
  private final Map<String, Variable> states;
  private final Map<String, Kernel> kernels;
  private final List<String> lines = new ArrayList<>();
  private int drawings;

  /**
   * A graph for training; {@code microBatch} samples share batch statistics, all of a batch when
   * null.
   */
  public Graph(int replicas, @Nullable Integer microBatch) {
    this(
        replicas,
        true,
        microBatch,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>());
  }

  private Graph(
      int replicas,
      boolean training,
      @Nullable Integer microBatch,
      Map<String, Variable> parameters,
      Map<String, Variable> states,
      Map<String, Kernel> kernels) {
    this.replicas = replicas;
    this.training = training;
    this.microBatch = microBatch;
    this.parameters = parameters;
    this.states = states;
    this.kernels = kernels;
  }

  /** An empty graph for evaluation over this one's variables and kernels. */
  public Graph forEvaluation() {
    return new Graph(replicas, false, null, parameters, states, kernels);
  }

  public int replicas() {
    return replicas;
  }

  public boolean training() {
    return training;
  }

  public @Nullable Integer microBatch() {
    return microBatch;
  }

  public List<Variable> parameters() {
    return List.copyOf(parameters.values());
  }

  public List<Variable> states() {
    return List.copyOf(states.values());
  }

  /** A trained variable in its form; declared by the first graph that asks for its name. */
  public Value parameter(Variable variable) {
    parameters.putIfAbsent(variable.name(), variable);
    return new Value("p[" + indexOf(parameters, variable.name()) + "]");
  }

  /** A variable that the forward pass itself updates in training, in its form. */
  public Value state(String name, double initial, int... shape) {
    List<Integer> sizes = IntStream.of(shape).boxed().toList();
    states.putIfAbsent(
        name, new Variable(name, Variable.Role.STATE, new Initial(initial, 0), sizes));
    return new Value("s[" + indexOf(states, name) + "]");
  }

  private static int indexOf(Map<String, Variable> variables, String name) {
    return List.copyOf(variables.keySet()).indexOf(name);
  }

  /** Calls a kernel; arguments are {@link Value}s, numbers, booleans and lists of integers. */
  public Value call(Kernel kernel, Object... arguments) {
    use(kernel);
    Value result = new Value("v" + lines.size());
    lines.add(result + " = __torch__." + kernel.name() + "(" + texts(arguments) + ")");
    return result;
  }

  private void use(Kernel kernel) {
    kernel.needs().forEach(this::use);
    Kernel known = kernels.putIfAbsent(kernel.name(), kernel);
    if (known != null && !known.equals(kernel)) {
      throw new IllegalStateException("two kernels are called " + kernel.name());
    }
  }

  /** Seeds {@code [R]} of this step, one a replica. */
  public Value seeds() {
    return new Value("seeds");
  }

  /** A number that tells one random drawing of a step from its others. */
  public int drawing() {
    return drawings++;
  }

  private static String texts(Object... arguments) {
    return Arrays.stream(arguments).map(Graph::text).collect(Collectors.joining(", "));
  }

  private static String text(Object argument) {
    return switch (argument) {
      case Boolean truth -> truth ? "True" : "False";
      case List<?> list ->
          list.stream().map(Graph::text).collect(Collectors.joining(", ", "[", "]"));
      default -> argument.toString();
    };
  }

  /**
   * A kernel {@code name(tensors)} that gives variables {@code [R, shape]} the form in which
   * forward passes take them; it copies nothing.
   */
  public static Kernel forms(String name, List<Variable> variables, int replicas) {
    String forms =
        IntStream.range(0, variables.size())
            .mapToObj(i -> variables.get(i).form("t[" + i + "]", replicas))
            .collect(Collectors.joining(", "));
    String none = "annotate(List[Tensor], [])";
    return new Kernel(
        "def %s(t: List[Tensor]) -> List[Tensor]:\n  return %s\n"
            .formatted(name, variables.isEmpty() ? none : "[" + forms + "]"));
  }

  /** The forward pass as a kernel {@code name(p, s, x, seeds)} that returns {@code result}. */
  public Kernel toKernel(String name, Value result) {
    StringBuilder text = new StringBuilder("def " + name);
    text.append("(p: List[Tensor], s: List[Tensor], x: Tensor, seeds: Tensor) -> Tensor:\n");
    lines.forEach(line -> text.append("  ").append(line).append('\n'));
    text.append("  return ").append(result).append('\n');
    return new Kernel(text.toString(), List.copyOf(kernels.values()));
  }
}
