package org.normlab.torch;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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
  private final Pass pass;
  private final Declared variables;
  private final KernelSet kernels;
  private final CurrentLayer layer;
  private final Procedure forward;
  private final Procedure start;
  private final AfterUpdate afterUpdate;
  private final AtomicInteger drawings;
  private final @Nullable Observed observed;

  /**
   * Describes what a forward pass is for: how many replicas, in training or evaluation, in which
   * format.
   */
  private record Pass(
      int replicas, boolean training, @Nullable Integer microBatch, Precision precision) {}

  /** A graph for training in float32. */
  public Graph(int replicas, @Nullable Integer microBatch) {
    this(replicas, microBatch, Precision.FLOAT32);
  }

  /**
   * A graph for training; {@code microBatch} samples share batch statistics, all of a batch when
   * null.
   */
  public Graph(int replicas, @Nullable Integer microBatch, Precision precision) {
    this(new Pass(replicas, true, microBatch, precision), new Declared(), new KernelSet(), null);
  }

  private Graph(Pass pass, Declared variables, KernelSet kernels, @Nullable Observed observed) {
    this.pass = pass;
    this.variables = variables;
    this.kernels = kernels;
    this.observed = observed;
    this.layer = new CurrentLayer();
    this.forward = new Procedure(kernels, layer);
    this.start = new Procedure(kernels, layer);
    this.afterUpdate = new AfterUpdate(kernels, layer);
    this.drawings = new AtomicInteger();
  }

  private Graph(Graph outer) {
    this.pass = outer.pass;
    this.variables = outer.variables;
    this.kernels = outer.kernels;
    this.observed = outer.observed == null ? null : new Observed();
    this.layer = outer.layer;
    this.forward = new Procedure(kernels, layer);
    this.start = outer.start;
    this.afterUpdate = outer.afterUpdate;
    this.drawings = outer.drawings;
  }

  /** An empty graph for evaluation over this one's variables and kernels. */
  public Graph forEvaluation() {
    Pass evaluation = new Pass(pass.replicas, false, null, pass.precision);
    return new Graph(evaluation, variables, kernels, null);
  }

  /**
   * An empty graph like this one, over the same variables, in which {@link #observe} has an effect;
   * its kernels are its own.
   */
  public Graph forProbing() {
    return new Graph(pass, variables, new KernelSet(), new Observed());
  }

  /**
   * An empty graph for lines that become a kernel of their own ({@link #toKernel(String, List,
   * List)}), which this graph may call often: the same variables, the same lines at the start and
   * after updates.
   */
  public Graph inner() {
    return new Graph(this);
  }

  public int replicas() {
    return pass.replicas;
  }

  public boolean training() {
    return pass.training;
  }

  public @Nullable Integer microBatch() {
    return pass.microBatch;
  }

  public Precision precision() {
    return pass.precision;
  }

  public List<Variable> parameters() {
    return variables.parameters();
  }

  public List<Variable> states() {
    return variables.states();
  }

  /** A trained variable in its form; declared by the first graph that asks for its name. */
  public Value parameter(Variable variable) {
    return variables.parameter(variable);
  }

  /** Returns whether a value is a trained variable itself. */
  public boolean isParameter(Value value) {
    return value.text().startsWith("p[");
  }

  /** The trained variable that has been declared under this name. */
  public Optional<Variable> declared(String name) {
    return variables.parameter(name);
  }

  /** A variable that the forward pass itself updates in training, in its form. */
  public Value state(String name, double initial, int... shape) {
    return state(name, new Initial(initial, 0), shape);
  }

  /** Adds a state like {@link #state(String, double, int...)}, drawn as {@code initial} says. */
  public Value state(String name, Initial initial, int... shape) {
    return variables.state(name, initial, shape);
  }

  /**
   * Names what the next lines belong to: a layer, a site or a block, such as {@code hidden.0.norm}.
   * The name stands as a comment behind each line of the program.
   */
  public void at(String name) {
    layer.set(name);
  }

  /** Calls a kernel in the forward pass. */
  public Value call(Kernel kernel, Object... arguments) {
    return forward.call(kernel, arguments);
  }

  /**
   * Lets probes show the mean over each replica's numbers of {@code value}, a vector {@code [R·n]}
   * or {@code [M, R·n, …]}; in a graph for training or evaluation this writes nothing.
   *
   * @param name of the series after {@code probe.}, such as {@code hidden.0.norm.gain}; what is
   *     observed several times in a forward pass is shown as the mean of these
   */
  public void observe(String name, Value value) {
    observe(name, Observed.MEAN, value, pass.replicas);
  }

  /** Lets probes show what a kernel finds, {@code [R]}. */
  public void observe(String name, Kernel kernel, Object... arguments) {
    if (observed != null) {
      observed.add(name, forward.call(kernel, arguments));
    }
  }

  /** The names of what is observed, in the order of the forward pass. */
  public List<String> observations() {
    return observed == null ? List.of() : observed.names();
  }

  /** Lines that run once, when parameters and states have drawn their values, without gradients. */
  public Procedure start() {
    return start;
  }

  /** Lines that run after every update. */
  public AfterUpdate afterUpdate() {
    return afterUpdate;
  }

  /** Seeds {@code [R]} of this step, one a replica. */
  public Value seeds() {
    return new Value("seeds");
  }

  /**
   * A list to which the forward pass appends tensors {@code [R]} of float32, one number a replica,
   * that are added to the replicas' losses.
   */
  public Value terms() {
    return new Value("terms");
  }

  /**
   * A list to which the forward pass appends what lines after the update want of it; each caller of
   * {@link AfterUpdate#note} appends one tensor, in the order of the calls.
   */
  public Value notes() {
    return new Value("notes");
  }

  /** A number that tells one random drawing of a step from its others. */
  public int drawing() {
    return drawings.getAndIncrement();
  }

  /**
   * The forward pass as a kernel {@code name(p, s, x, seeds, terms, notes)} that returns {@code
   * result}.
   */
  public Kernel toKernel(String name, Value result) {
    return forward.toKernel(head(name) + " -> Tensor", result.text());
  }

  private static String head(String name) {
    String tensors = "p: List[Tensor], s: List[Tensor], x: Tensor, seeds: Tensor, ";
    return name + "(" + tensors + "terms: List[Tensor], notes: List[Tensor])";
  }

  /**
   * The forward pass as a kernel like {@link #toKernel}'s that returns {@code result} and the
   * observations {@code [observations, R]}.
   */
  public Kernel toProbingKernel(String name, Value result) {
    Observed all = Objects.requireNonNull(observed, "a graph for probing");
    return forward.toKernel(
        head(name) + " -> Tuple[Tensor, Tensor]",
        result.text() + ", " + all.stacked(pass.replicas));
  }

  /** Returns whether {@link #observe} has an effect. */
  public boolean isProbing() {
    return observed != null;
  }

  /** Returns what this graph, an {@link #inner} one, observes, {@code [observations, R]}. */
  public Value observed() {
    return new Value(
        Objects.requireNonNull(observed, "a graph for probing").stacked(pass.replicas));
  }

  /** Observations of an inner graph, in its order, as rows of a tensor. */
  public void observeAll(List<String> names, Value rows) {
    Observed all = Objects.requireNonNull(observed, "a graph for probing");
    for (int i = 0; i < names.size(); i++) {
      all.add(names.get(i), new Value(rows + "[" + i + "]"));
    }
  }

  /**
   * The lines of an {@link #inner} graph as a kernel {@code name(p, s, seeds, terms, notes,
   * arguments)} of further tensors, that returns a tuple of at least two.
   */
  public Kernel toKernel(String name, List<Value> arguments, List<Value> results) {
    String more = arguments.stream().map(a -> ", " + a + ": Tensor").collect(Collectors.joining());
    String types = results.stream().map(r -> "Tensor").collect(Collectors.joining(", "));
    String values = results.stream().map(Value::text).collect(Collectors.joining(", "));
    String lists = "p: List[Tensor], s: List[Tensor], seeds: Tensor, terms: List[Tensor]";
    return forward.toKernel(
        "%s(%s, notes: List[Tensor]%s) -> Tuple[%s]".formatted(name, lists, more, types), values);
  }

  /** The lines of {@link #start} as a kernel {@code at_start(p, s)}. */
  public Kernel startKernel() {
    return start.toKernel("at_start(p: List[Tensor], s: List[Tensor]) -> None", "None");
  }
}
