package org.normlab.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Rates;

/**
 * Classes that can be learned, in units that make squares overflow float16, and what was learned.
 */
public final class HalfProofs {
  private static final int ROWS = 512;
  private static final int FEATURES = 16;

  private HalfProofs() {}

  /** Gaussian clouds of deviation 1 around means of deviation 1, times {@code unit}. */
  static DataSet clouds(float unit) {
    Random random = new Random(5);
    float[][] means = new float[Small.CLASSES][FEATURES];
    for (float[] mean : means) {
      for (int i = 0; i < FEATURES; i++) {
        mean[i] = (float) random.nextGaussian();
      }
    }
    int[] labels = random.ints(ROWS, 0, Small.CLASSES).toArray();
    ByteBuffer values =
        ByteBuffer.allocateDirect(ROWS * FEATURES * Float.BYTES).order(ByteOrder.nativeOrder());
    for (int label : labels) {
      for (float mean : means[label]) {
        values.putFloat(unit * (mean + (float) random.nextGaussian()));
      }
    }
    int[] rows = IntStream.range(0, ROWS).toArray();
    int[] none = {};
    return new DataSet(
        "clouds",
        List.of(FEATURES),
        Small.CLASSES,
        values,
        labels,
        rows,
        none,
        none,
        new float[0],
        new float[0],
        List.of());
  }

  /** Mean loss and accuracy {@code [2][R]} over all rows after so many epochs. */
  public static double[][] evaluate(SupervisedSpec spec, DataSet set, int epochs) {
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), true, DeviceData.of(set, torch), torch)) {
      Batches batches = new Batches(set.train(), spec.batchSize(), spec.runs(), null);
      int steps = batches.stepsPerEpoch();
      Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), (long) epochs * steps);
      for (int epoch = 0; epoch < epochs; epoch++) {
        fused.train(batches, rates, epoch, 0, (long) epoch * steps, steps, new int[0]);
      }
      double[][] sums = fused.evaluate(set.train());
      for (double[] sum : sums) {
        for (int r = 0; r < sum.length; r++) {
          sum[r] /= set.rows();
        }
      }
      return sums;
    }
  }
}
