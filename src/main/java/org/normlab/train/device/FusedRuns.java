package org.normlab.train.device;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.data.DataSet;
import org.normlab.net.Network;
import org.normlab.torch.Torch;
import org.normlab.torch.program.Program;
import org.normlab.train.ProgramNames;
import org.normlab.train.Run;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.step.LossScaling;
import org.normlab.train.step.PlasticityText;
import org.normlab.train.step.StepText;
import org.normlab.train.step.TaskGathering;
import org.normlab.train.step.UpdateText;

/**
 * Runs that train in one pass: their weights, moments and states on the device, and the program
 * that moves them.
 */
public final class FusedRuns implements AutoCloseable {
  /** Samples evaluated at a time; a compromise between overhead and memory. */
  private static final int EVALUATION_BATCH = 512;

  /** Bounds an evaluated slice of text, in tokens. */
  private static final int EVALUATION_TOKENS = 8192;

  private final Torch torch;
  private final TaskData data;
  private final Network network;
  private final Program program;
  private final FusedTensors tensors;

  public FusedRuns(
      SupervisedSpec spec, List<Run> runs, boolean uniform, DeviceData data, Torch torch) {
    this(
        Network.of(
            spec.architecture(),
            spec.normalization(),
            SupervisedSpec.samples(data.set()),
            runs.size(),
            spec.microBatch(),
            spec.format(),
            spec.optimizer().plasticity().redo() != null),
        spec,
        runs,
        uniform,
        data,
        torch);
  }

  /** Creates runs with a network that was made before, for {@code runs}. */
  public FusedRuns(
      Network network,
      SupervisedSpec spec,
      List<Run> runs,
      boolean uniform,
      DeviceData data,
      Torch torch) {
    this.torch = torch;
    this.data = new TaskData(data, spec.data().tasks(), runs, torch);
    this.network = network;
    boolean scaled = spec.format().scalesLoss();
    // Replicas that skip steps count their own.
    UpdateText update =
        new UpdateText(
            network,
            spec.optimizer(),
            uniform && !scaled,
            scaled,
            PlasticityText.of(spec, network));
    this.program =
        torch.compile(
            ProgramNames.of(spec, runs.size()),
            StepText.methods(),
            StepText.kernels(
                update,
                TaskGathering.kernels(data.set(), spec.data()),
                spec.labelSmoothing(),
                evaluationBatch(data.set()),
                torch.isHost()));
    List<Long> seeds = runs.stream().map(Run::seed).toList();
    this.tensors =
        new FusedTensors(network, seeds, spec.optimizer(), scaled, spec.keepBest(), torch);
    start();
  }

  private static int evaluationBatch(DataSet set) {
    return set.isText() ? Math.max(1, EVALUATION_TOKENS / set.labelsPerRow()) : EVALUATION_BATCH;
  }

  public DataSet data() {
    return data.current().set();
  }

  /** Shows the data of the task to which a step of the training, from 0, belongs. */
  public void beginTaskOf(long step) {
    data.beginTaskOf(step);
  }

  /** Measures what a method remembers from the beginning of a training. */
  public void start() {
    try (NDManager scope = torch.scope()) {
      program.call(scope, "start", tensors.forward());
      Program.Arguments first = tensors.first();
      if (first != null) {
        program.call(scope, "restore", first);
      }
      Program.Arguments best = tensors.best();
      if (best != null) {
        program.call(scope, "restore", best);
      }
    }
  }

  public Network network() {
    return network;
  }

  /**
   * Takes the steps {@code first … first + count − 1} of an epoch, the first being {@code step} of
   * the training.
   *
   * @param frozen replicas that stay as they are
   */
  public Steps train(
      Batches batches, Rates rates, long epoch, int first, long step, int count, int[] frozen) {
    int width = network.replicas();
    try (NDManager scope = torch.scope()) {
      Program.Arguments arguments =
          batches(scope, batches, epoch, first, step, count)
              .tensor(torch.hostDoubles(scope, rates.table(step, count), count, Rates.ROWS, width))
              .tensor(seeds(scope, batches, step, count))
              .tensor(longs(scope, frozen));
      LossScaling scaling = tensors.scaling();
      arguments.tensor(scaling == null ? scope.zeros(new Shape(0)) : scaling.tensor());
      return Steps.of(program.call(scope, "train", arguments), width);
    }
  }

  /** Returns what all steps start from: every tensor, the data, and which rows of it they take. */
  Program.Arguments batches(
      NDManager scope, Batches batches, long epoch, int first, long step, int count) {
    return data.current().batches(tensors.trained(), scope, batches, epoch, first, step, count);
  }

  /** {@code [count, R]} for the network's own drawings. */
  NDArray seeds(NDManager scope, Batches batches, long step, int count) {
    return torch.hostLongs(scope, batches.seeds(step, count), count, network.replicas());
  }

  /**
   * Sum of losses and count of rows classified rightly, {@code [2][R]}, over rows of the data set;
   * of a text over all tokens of its rows.
   */
  public double[][] evaluate(int[] rows) {
    int width = network.replicas();
    try (NDManager scope = torch.scope()) {
      Program.Arguments arguments =
          tensors
              .forward()
              .list("data", data.current().values())
              .tensor(data.current().labels())
              .tensor(longs(scope, rows));
      double[] sums = program.call(scope, "evaluate", arguments).get(0).toDoubleArray();
      return new double[][] {
        Arrays.copyOf(sums, width), Arrays.copyOfRange(sums, width, 2 * width)
      };
    }
  }

  /** Keeps the weights and states of these replicas as those of their best epoch. */
  public void keepBest(int[] replicas) {
    try (NDManager scope = torch.scope()) {
      Program.Arguments best = tensors.best();
      if (best != null && replicas.length > 0) {
        program.call(scope, "keep_best", best.tensor(longs(scope, replicas)));
      }
    }
  }

  private static NDArray longs(NDManager scope, int[] numbers) {
    return scope.create(Arrays.stream(numbers).asLongStream().toArray());
  }

  /** Returns how each replica's loss is scaled; empty in formats that need no scaling. */
  public List<LossScaling.Scale> scales() {
    LossScaling scaling = tensors.scaling();
    return scaling == null ? List.of() : scaling.read();
  }

  /** Every tensor that a step changes, by name: parameters, moments, states, loss scaling. */
  public Map<String, NDArray> tensors() {
    return tensors.all();
  }

  /** Norms {@code [R·out]} of the rows of each hidden layer's weight, by the layer's name. */
  public Map<String, float[]> rowNorms() {
    Map<String, NDArray> weights = tensors.hiddenWeights();
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

  /** Overwrites states by numbers {@code [R, shape]}. */
  public void setStates(Map<String, float[]> values) {
    try (NDManager scope = torch.scope()) {
      List<NDArray> targets = new ArrayList<>();
      List<NDArray> sources = new ArrayList<>();
      values.forEach(
          (name, numbers) -> {
            NDArray target = tensors.state(name);
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
  public NDList snapshot(NDManager scope) {
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
  public void restore(List<NDArray> ordered, NDManager scope) {
    program.call(
        scope,
        "restore",
        new Program.Arguments().list("t", List.copyOf(tensors().values())).list("v", ordered));
  }

  @Override
  public void close() {
    data.close();
    tensors.close();
    program.close();
  }
}
