package org.normlab.train.device;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.train.Recording;
import org.normlab.train.SupervisedSpec;

/**
 * What probes see of a network at its start, and what is there to compute it from.
 *
 * @param seen {@code [R]} by the name of its series
 * @param tensors before and after the look, {@code [R, …]} in PyTorch's order
 * @param rows of the data set that the look went over, {@code [B, R]}
 */
public record Looks(
    Map<String, double[]> seen,
    Map<String, float[]> tensors,
    Map<String, float[]> after,
    long[] rows) {

  public static Looks of(SupervisedSpec spec, DataSet set, int stepsBefore) {
    Batches batches = new Batches(set.train(), spec.batchSize(), spec.runs(), null);
    Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), 10);
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), rates.uniform(), DeviceData.of(set, torch), torch);
        Probes probes = new Probes(spec, fused, DeviceData.of(set, torch), torch)) {
      if (stepsBefore > 0) {
        fused.train(batches, rates, 0, 0, 0, stepsBefore, new int[0]);
      }
      Map<String, float[]> tensors = Recording.values(fused, torch);
      double[] current = new double[spec.runs().size()];
      Arrays.setAll(current, r -> rates.learningRate(r, stepsBefore));
      Map<String, double[]> seen = new LinkedHashMap<>();
      for (Probes.Seen one : probes.look(batches, 0, stepsBefore, stepsBefore, current)) {
        seen.put(one.name(), one.values());
      }
      long[] rows = batches.index(0, stepsBefore, 1);
      return new Looks(seen, tensors, Recording.values(fused, torch), rows);
    }
  }

  double one(String series) {
    return seen.get("probe." + series)[0];
  }

  static boolean areFinite(double... values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  /** The numbers of a tensor of a single run. */
  double[] tensor(String name) {
    float[] values = tensors.get(name);
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }
}
