package org.normlab.torch;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A network under construction. Every call writes one line of TorchScript; nothing is allocated. A
 * network builds its graph twice, for training and for evaluation, over the same variables.
 *
 * <p>Beside the forward pass there are lines that run once when variables have drawn their values
 * ({@link #start}), and lines that run after every update ({@link #afterUpdate}).
 *
 * <p>Shapes: dense activations are {@code [B, R·C]}, tokens {@code [B·T, R·C]}, images {@code [B,
 * R·C, H, W]}, where R counts the replicas that train together. Replicas never mix.
 */
public final class Graph {
  private final int replicas;
  private final boolean training;
  private final @Nullable Integer microBatch;
  private final Map<String, Variable> parameters;
  private final Map<String, Variable> states;
  private final KernelSet kernels;
  private final Procedure forward;
  private final Procedure start;
  private final Procedure afterUpdate;
  private final Set<String> kept = new LinkedHashSet<>();
  private int drawings;
  private int notes;

  /**
   * A graph for training; {@code microBatch} samples share batch statistics, all of a batch when
   * null.
   */
  public Graph(int replicas, @Nullable Integer microBatch) {
    this(replicas, true, microBatch, new LinkedHashMap<>(), new LinkedHashMap<>(), new KernelSet());
  }

  private Graph(
      int replicas,
      boolean training,
      @Nullable Integer microBatch,
      Map<String, Variable> parameters,
      Map<String, Variable> states,
      KernelSet kernels) {
    this.replicas = replicas;
    this.training = training;
    this.microBatch = microBatch;
    this.parameters = parameters;
    this.states = states;
    this.kernels = kernels;
    this.forward = new Procedure(kernels);
    this.start = new Procedure(kernels);
    this.afterUpdate = new Procedure(kernels);
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
    return new Value("p[" + indexOf(parameters.keySet(), variable.name()) + "]");
  }

  /** A variable that the forward pass itself updates in training, in its form. */
  public Value state(String name, double initial, int... shape) {
    return state(name, new Initial(initial, 0), shape);
  }

  /** Like {@link #state(String, double, int...)}, drawn as {@code initial} says. */
  public Value state(String name, Initial initial, int... shape) {
    List<Integer> sizes = IntStream.of(shape).boxed().toList();
    states.putIfAbsent(name, new Variable(name, Variable.Role.STATE, initial, sizes));
    return new Value("s[" + indexOf(states.keySet(), name) + "]");
  }

  private static int indexOf(Set<String> names, String name) {
    return List.copyOf(names).indexOf(name);
  }

  /** Calls a kernel in the forward pass. */
  public Value call(Kernel kernel, Object... arguments) {
    return forward.call(kernel, arguments);
  }

  /** Lines that run once, when parameters and states have drawn their values, without gradients. */
  public Procedure start() {
    return start;
  }

  /**
   * Lines that run after every update, without gradients; they change parameters and states in
   * place. There {@link #gradient}, {@link #before}, {@link #note} and {@link #rates} have values.
   */
  public Procedure afterUpdate() {
    return afterUpdate;
  }

  /** After an update: the gradient that it followed. */
  public Value gradient(Value parameter) {
    return new Value(parameter.text().replace("p[", "g["));
  }

  /** After an update: the parameter as it was before. */
  public Value before(Value parameter) {
    kept.add(parameter.text());
    return new Value("b[" + indexOf(kept, parameter.text()) + "]");
  }

  /**
   * After an update: {@code [5, R]} float64 on the host, learning rate, weight decay, momentum, the
   * number of the step from 1 and the first learning rate.
   */
  public Value rates() {
    return new Value("rates");
  }

  /** Seeds {@code [R]} of this step, one a replica. */
  public Value seeds() {
    return new Value("seeds");
  }

  /** A list to which the forward pass appends scalars that are added to the loss. */
  public Value terms() {
    return new Value("terms");
  }

  /**
   * A list to which the forward pass appends what lines after the update want of it; each caller of
   * {@link #note} appends one tensor, in the order of the calls.
   */
  public Value notes() {
    return new Value("notes");
  }

  /** After an update: the tensor that the caller's kernel appends to {@link #notes}. */
  public Value note() {
    return new Value("notes[" + notes++ + "]");
  }

  /** A number that tells one random drawing of a step from its others. */
  public int drawing() {
    return drawings++;
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

  /**
   * The forward pass as a kernel {@code name(p, s, x, seeds, terms, notes)} that returns {@code
   * result}.
   */
  public Kernel toKernel(String name, Value result) {
    String tensors = "p: List[Tensor], s: List[Tensor], x: Tensor, seeds: Tensor, ";
    String lists = "terms: List[Tensor], notes: List[Tensor]";
    return forward.toKernel(name + "(" + tensors + lists + ") -> Tensor", result.text());
  }

  /** The lines of {@link #start} as a kernel {@code at_start(p, s)}. */
  public Kernel startKernel() {
    return start.toKernel("at_start(p: List[Tensor], s: List[Tensor]) -> None", "None");
  }

  /** A kernel {@code kept_before(p)}: copies of what {@link #before} asked for. */
  public Kernel keepKernel() {
    String copies = kept.stream().map(p -> p + ".clone()").collect(Collectors.joining(", "));
    return new Kernel(
        "def kept_before(p: List[Tensor]) -> List[Tensor]:\n  return %s\n"
            .formatted(kept.isEmpty() ? "annotate(List[Tensor], [])" : "[" + copies + "]"));
  }

  /**
   * The lines of {@link #afterUpdate} as a kernel {@code after_update(p, s, g, b, notes, rates)}.
   */
  public Kernel afterUpdateKernel() {
    String tensors = "p: List[Tensor], s: List[Tensor], g: List[Tensor], b: List[Tensor], ";
    return afterUpdate.toKernel(
        "after_update(" + tensors + "notes: List[Tensor], rates: Tensor) -> None", "None");
  }
}
