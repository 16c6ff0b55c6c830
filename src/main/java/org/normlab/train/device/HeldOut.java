package org.normlab.train.device;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.normlab.train.StopSignal;

/** Loss and accuracy of held-out rows, a slice at a time, so that a stop is noticed in between. */
public final class HeldOut {
  private static final int SLICE = 2048;
  private static final int SLICE_TOKENS = 8192;

  private HeldOut() {}

  /**
   * Mean loss and accuracy {@code [2][R]} over rows and their tokens; null when a stop was asked
   * for. Where the loss is not finite there is no accuracy either: outputs that are NaN have a
   * largest one too, and some would be called right.
   */
  public static double @Nullable [][] means(FusedRuns fused, int[] rows, StopSignal stop) {
    double[][] means = new double[2][fused.network().replicas()];
    int labels = fused.data().labelsPerRow();
    int slice = fused.data().isText() ? Math.max(1, SLICE_TOKENS / labels) : SLICE;
    for (int from = 0; from < rows.length; from += slice) {
      if (stop.reason() != null) {
        return null;
      }
      int to = Math.min(rows.length, from + slice);
      add(fused.evaluate(Arrays.copyOfRange(rows, from, to)), means);
    }
    for (double[] sums : means) {
      Arrays.setAll(sums, r -> sums[r] / rows.length / labels);
    }
    Arrays.setAll(means[1], r -> Double.isFinite(means[0][r]) ? means[1][r] : Double.NaN);
    return means;
  }

  private static void add(double[][] slice, double[][] sums) {
    for (int i = 0; i < sums.length; i++) {
      for (int r = 0; r < sums[i].length; r++) {
        sums[i][r] += slice[i][r];
      }
    }
  }
}
