package org.normlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Rates;

/**
 * Single steps of fused runs from given numbers, under norms that no job has recorded.
 *
 * @param steps that the schedule runs over
 */
record FollowedNorms(SupervisedSpec spec, DataSet set, int steps) {

  /** The start of a training, {@code [R, …]} by name. */
  Map<String, float[]> start() {
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused = fused(torch)) {
      return Recording.values(fused, torch);
    }
  }

  private FusedRuns fused(Torch torch) {
    List<Run> runs = spec.runs();
    return new FusedRuns(spec, runs, rates().uniform(), DeviceData.of(set, torch), torch);
  }

  private Rates rates() {
    return new Rates(spec.runs(), spec.optimizer().schedule(), steps);
  }

  /** Every tensor after each of the steps {@code first … first + count − 1}, one call a step. */
  List<Map<String, float[]>> after(Map<String, float[]> given, int first, int count) {
    Batches batches = new Batches(set.train(), spec.batchSize(), spec.runs(), null);
    List<Map<String, float[]>> after = new ArrayList<>();
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused = fused(torch)) {
      give(fused, given, torch);
      for (int step = first; step < first + count; step++) {
        int at = step % batches.stepsPerEpoch();
        int epoch = step / batches.stepsPerEpoch();
        fused.train(batches, rates(), epoch, at, step, 1, new int[0]);
        after.add(Recording.values(fused, torch));
      }
    }
    return after;
  }

  private static void give(FusedRuns fused, Map<String, float[]> given, Torch torch) {
    try (NDManager scope = torch.scope()) {
      List<NDArray> ordered = new ArrayList<>();
      for (NDArray array : fused.snapshot(scope)) {
        float[] values = given.getOrDefault(array.getName(), array.toFloatArray());
        ordered.add(scope.create(values, array.getShape()));
      }
      fused.restore(ordered, scope);
    }
  }

  /** Outputs of each hidden layer's weight, by the layer's name. */
  Map<String, Integer> rows() {
    Map<String, Integer> rows = new LinkedHashMap<>();
    spec.network(SupervisedSpec.samples(set))
        .hiddenWeights()
        .forEach((layer, weight) -> rows.put(layer, weight.shape().getFirst()));
    return rows;
  }

  /** A row of a tensor of rows. */
  static double[] row(float[] all, int row, int rows) {
    int size = all.length / rows;
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = all[row * size + i];
    }
    return values;
  }

  static double norm(double[] values) {
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int i = 0; i < a.length; i++) {
      difference[i] -= b[i];
    }
    return difference;
  }

  /** The greatest distance between two rows once both have length 1. */
  static double angle(double[] a, double[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] / norm(a) - b[i] / norm(b)));
    }
    return most;
  }
}
