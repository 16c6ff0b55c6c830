package org.normlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataSet;
import org.normlab.net.Network;
import org.normlab.optim.Optimizer;
import org.normlab.torch.Program;
import org.normlab.torch.Torch;
import org.normlab.torch.Variable;

/**
 * Runs that train in one pass: their weights, moments and states on the device, and the program
 * that moves them.
 */
final class Fused implements AutoCloseable {
  /** Samples evaluated at a time; a compromise between overhead and memory. */
  private static final int EVALUATION_BATCH = 512;

  /** Likewise for text, in tokens. */
  private static final int EVALUATION_TOKENS = 8192;

  /** How the names of the optimizer's moments begin. */
  static final String MOMENT = "moment.";

  /** Stands in for the states of a network that has none. */
  static final String NO_STATE = "state";

  private final Torch torch;
  private final DeviceData data;
  private final Network network;
  private final Program program;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Map<String, NDArray> moments = new LinkedHashMap<>();
  private final Map<String, NDArray> states = new LinkedHashMap<>();
  private final @Nullable LossScaling scaling;

  Fused(TrainingSpec spec, List<Run> runs, boolean uniform, DeviceData data, Torch torch) {
    this(
        Network.of(
            spec.architecture(),
            spec.normalization(),
            TrainingSpec.samples(data.set()),
            runs.size(),
            spec.microBatch(),
            spec.format()),
        spec,
        runs,
        uniform,
        data,
        torch);
  }

  /** With a network that was made before, for {@code runs}. */
  Fused(
      Network network,
      TrainingSpec spec,
      List<Run> runs,
      boolean uniform,
      DeviceData data,
      Torch torch) {
    this.torch = torch;
    this.data = data;
    this.network = network;
    Optimizer optimizer = spec.optimizer();
    boolean scaled = spec.format().scalesLoss();
    // Replicas that skip steps count their own.
    boolean together = uniform && !scaled;
    this.program =
        torch.compile(
            StepText.methods(
                network,
                optimizer,
                together,
                spec.labelSmoothing(),
                evaluationBatch(data.set()),
                torch.isHost(),
                scaled),
            StepText.kernels(
                network,
                Gathering.kernels(data.set(), spec.data().augment()),
                optimizer,
                together));
    this.scaling = scaled ? new LossScaling(torch, runs.size()) : null;
    allocate(runs.stream().map(Run::seed).toList(), optimizer.moments());
    start();
  }

  private static int evaluationBatch(DataSet set) {
    return set.isText() ? Math.max(1, EVALUATION_TOKENS / set.labelsPerRow()) : EVALUATION_BATCH;
  }

  DataSet data() {
    return data.set();
  }

  private void allocate(List<Long> seeds, int momentsPerParameter) {
    for (Variable variable : network.parameters()) {
      parameters.put(variable.name(), torch.variable(variable, seeds));
    }
    for (int i = 0; i < momentsPerParameter; i++) {
      for (Variable variable : network.parameters()) {
        moments.put(MOMENT + i + "." + variable.name(), torch.zerosLike(variable, seeds.size()));
      }
    }
    for (Variable variable : network.states()) {
      states.put(variable.name(), torch.variable(variable, seeds));
    }
    if (states.isEmpty()) {
      // The engine cannot pass an empty list.
      states.put(NO_STATE, torch.floats(new float[seeds.size()], seeds.size()));
    }
  }

  /** What a method remembers from the beginning of a training is measured there. */
  void start() {
    try (NDManager scope = torch.scope()) {
      program.call(
          scope,
          "start",
          new Program.Arguments()
              .list("p", List.copyOf(parameters.values()))
              .list("s", List.copyOf(states.values())));
    }
  }

  Network network() {
    return network;
  }

  /**
   * What some steps did.
   *
   * @param losses {@code [steps][R]} before each update
   * @param hits {@code [steps][R]} samples, or tokens of a text, classified rightly before each
   *     update
   * @param norms {@code [R]} gradient norms of the last step
   */
  record Steps(float[][] losses, long[][] hits, float[] norms) {}

  /**
   * Takes the steps {@code first … first + count − 1} of an epoch, the first being {@code step} of
   * the training.
   *
   * @param frozen replicas that stay as they are
   */
  Steps train(
      Batches batches, Rates rates, long epoch, int first, long step, int count, int[] frozen) {
    int width = network.replicas();
    try (NDManager scope = torch.scope()) {
      Program.Arguments arguments =
          batches(scope, batches, epoch, first, step, count)
              .tensor(torch.hostDoubles(scope, rates.table(step, count), count, Rates.ROWS, width))
              .tensor(seeds(scope, batches, step, count))
              .tensor(longs(scope, Arrays.stream(frozen).asLongStream().toArray(), frozen.length));
      if (scaling != null) {
        arguments.tensor(scaling.tensor());
      }
      NDList results = program.call(scope, "train", arguments);
      return new Steps(
          rows(results.get(0).toFloatArray(), width),
          rows(results.get(1).toLongArray(), width),
          results.get(2).toFloatArray());
    }
  }

  /** What all steps start from: every tensor, the data, and which rows of it they take. */
  Program.Arguments batches(
      NDManager scope, Batches batches, long epoch, int first, long step, int count) {
    return new Program.Arguments()
        .list("p", List.copyOf(parameters.values()))
        .list("m", List.copyOf(moments.values()))
        .list("s", List.copyOf(states.values()))
        .list("data", data.values())
        .tensor(data.labels())
        .tensor(longs(scope, batches.index(epoch, first, count), count, -1))
        .tensor(shifts(scope, batches, step, count));
  }

  /** {@code [count, R]} for the network's own drawings. */
  NDArray seeds(NDManager scope, Batches batches, long step, int count) {
    return torch.hostLongs(scope, batches.seeds(step, count), count, network.replicas());
  }

  private static NDArray longs(NDManager scope, long[] values, long... shape) {
    if (shape.length == 2 && shape[1] < 0) {
      shape[1] = values.length / shape[0];
    }
    return scope.create(values, new Shape(shape));
  }

  private NDArray shifts(NDManager scope, Batches batches, long step, int count) {
    if (batches.augment() == null) {
      return scope.create(new long[count]);
    }
    long[] shifts = batches.shifts(batches.augment(), data.set().shape(), step, count);
    int numbers = Shifts.numbers(batches.augment());
    return longs(scope, shifts, count, shifts.length / count / numbers, numbers);
  }

  private static float[][] rows(float[] values, int width) {
    float[][] rows = new float[values.length / width][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
    return rows;
  }

  private static long[][] rows(long[] values, int width) {
    long[][] rows = new long[values.length / width][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
    return rows;
  }

  /**
   * Sum of losses and count of rows classified rightly, {@code [2][R]}, over rows of the data set;
   * of a text over all tokens of its rows.
   */
  double[][] evaluate(int[] rows) {
    int width = network.replicas();
    try (NDManager scope = torch.scope()) {
      Program.Arguments arguments =
          new Program.Arguments()
              .list("p", List.copyOf(parameters.values()))
              .list("s", List.copyOf(states.values()))
              .list("data", data.values())
              .tensor(data.labels())
              .tensor(longs(scope, Arrays.stream(rows).asLongStream().toArray(), rows.length));
      double[] sums = program.call(scope, "evaluate", arguments).get(0).toDoubleArray();
      return new double[][] {
        Arrays.copyOf(sums, width), Arrays.copyOfRange(sums, width, 2 * width)
      };
    }
  }

  /** How each replica's loss is scaled; empty in formats that need no scaling. */
  List<LossScaling.Scale> scales() {
    return scaling == null ? List.of() : scaling.read();
  }

  /** Every tensor that a step changes, by name: parameters, moments, states, loss scaling. */
  Map<String, NDArray> tensors() {
    Map<String, NDArray> all = new LinkedHashMap<>(parameters);
    all.putAll(moments);
    all.putAll(states);
    if (scaling != null) {
      all.put(LossScaling.NAME, scaling.tensor());
    }
    return all;
  }

  /** Norms {@code [R·out]} of the rows of each hidden layer's weight, by the layer's name. */
  Map<String, float[]> rowNorms() {
    Map<String, NDArray> weights = hiddenWeights();
    Map<String, float[]> norms = new LinkedHashMap<>();
    try (NDManager scope = torch.scope()) {
      NDList found =
          program.call(
              scope, "row_norms", new Program.Arguments().list("w", List.copyOf(weights.values())));
      for (String layer : weights.keySet()) {
        norms.put(layer, found.get(norms.size()).toFloatArray());
      }
    }
    return norms;
  }

  private Map<String, NDArray> hiddenWeights() {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    network
        .hiddenWeights()
        .forEach((layer, variable) -> weights.put(layer, tensor(parameters, variable.name())));
    return weights;
  }

  private static NDArray tensor(Map<String, NDArray> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  /** Overwrites states by numbers {@code [R, shape]}. */
  void setStates(Map<String, float[]> values) {
    try (NDManager scope = torch.scope()) {
      List<NDArray> targets = new ArrayList<>();
      List<NDArray> sources = new ArrayList<>();
      values.forEach(
          (name, numbers) -> {
            NDArray target = tensor(states, name);
            targets.add(target);
            sources.add(scope.create(numbers, target.getShape()));
          });
      program.call(scope, "restore", new Program.Arguments().list("t", targets).list("v", sources));
    }
  }

  /**
   * Copies of {@link #tensors} in PyTorch's order of memory, under their names; they belong to
   * {@code scope}.
   */
  NDList snapshot(NDManager scope) {
    List<String> names = new ArrayList<>(tensors().keySet());
    NDList copies =
        program.call(
            scope, "snapshot", new Program.Arguments().list("t", List.copyOf(tensors().values())));
    for (int i = 0; i < names.size(); i++) {
      copies.get(i).setName(names.get(i));
    }
    return copies;
  }

  /** Overwrites {@link #tensors} by arrays in the order of their names. */
  void restore(List<NDArray> ordered, NDManager scope) {
    program.call(
        scope,
        "restore",
        new Program.Arguments().list("t", List.copyOf(tensors().values())).list("v", ordered));
  }

  @Override
  public void close() {
    tensors().values().forEach(NDArray::close);
    program.close();
  }
}
