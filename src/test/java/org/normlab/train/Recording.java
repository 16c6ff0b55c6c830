package org.normlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.data.DataSet;
import org.normlab.optim.Schedule;
import org.normlab.torch.Torch;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Rates;
import org.normlab.train.device.Steps;

/**
 * Everything that some steps of a training did.
 *
 * @param initial tensors before the first step, {@code [R, …]} by name
 * @param first the same after the first step
 * @param last the same after the last step
 * @param losses {@code [steps][R]}
 * @param norms {@code [R]} gradient norms of the last step
 */
public record Recording(
    Map<String, float[]> initial,
    Map<String, float[]> first,
    Map<String, float[]> last,
    float[][] losses,
    float[] norms) {

  public static Recording of(SupervisedSpec spec, DataSet set, int steps) {
    return of(spec, set, steps, new Rates(spec.runs(), schedule(spec), steps).uniform());
  }

  private static Schedule schedule(SupervisedSpec spec) {
    return spec.optimizer().schedule();
  }

  /** Takes one step, then the others behind one call. */
  public static Recording of(SupervisedSpec spec, DataSet set, int steps, boolean uniform) {
    Batches batches = new Batches(set.train(), spec.batchSize(), spec.runs(), null);
    Rates rates = new Rates(spec.runs(), schedule(spec), steps);
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), uniform, DeviceData.of(set, torch), torch)) {
      Map<String, float[]> initial = values(fused, torch);
      float[][] losses = new float[steps][];
      Map<String, float[]> first = Map.of();
      Steps taken = null;
      for (int step = 0; step < steps; ) {
        int at = step % batches.stepsPerEpoch();
        int count = step == 0 ? 1 : Math.min(steps - step, batches.stepsPerEpoch() - at);
        int epoch = step / batches.stepsPerEpoch();
        taken = fused.train(batches, rates, epoch, at, step, count, new int[0]);
        System.arraycopy(taken.losses(), 0, losses, step, count);
        if (step == 0) {
          first = values(fused, torch);
        }
        step += count;
      }
      return new Recording(initial, first, values(fused, torch), losses, taken.norms());
    }
  }

  public static Map<String, float[]> values(FusedRuns fused, Torch torch) {
    Map<String, float[]> values = new LinkedHashMap<>();
    try (NDManager scope = torch.scope()) {
      List<NDArray> copies = fused.snapshot(scope);
      copies.forEach(copy -> values.put(copy.getName(), copy.toFloatArray()));
    }
    return values;
  }

  /** One replica's part of a tensor of so many. */
  public static float[] replica(float[] all, int r, int replicas) {
    int size = all.length / replicas;
    return Arrays.copyOfRange(all, r * size, (r + 1) * size);
  }
}
