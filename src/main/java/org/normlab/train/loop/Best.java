package org.normlab.train.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;
import org.normlab.train.EarlyStopping;

/**
 * The best value of each run so far, the epoch it was seen in and the updates taken until then:
 * what early stopping, summaries and exported weights ask for.
 */
final class Best {
  private final boolean smaller;
  private final double[] values;
  private final double[] epochs;
  private final long[] steps;

  Best(int width, boolean smallerIsBetter) {
    smaller = smallerIsBetter;
    values = new double[width];
    epochs = new double[width];
    steps = new long[width];
    Arrays.fill(values, smaller ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
  }

  /**
   * The best of what early stopping watches, or of the validation accuracy where none is asked for.
   */
  static Best of(@Nullable EarlyStopping stopping, int width) {
    return new Best(width, stopping != null && isLower(stopping.metric()));
  }

  private static boolean isLower(String metric) {
    return Metrics.find(metric).map(Metric::isBetterLower).orElse(false);
  }

  /** Takes a value of the end of an epoch; true where it is the best so far. */
  boolean see(int replica, double value, long epoch, long step) {
    boolean better = smaller ? value < values[replica] : value > values[replica];
    if (better) {
      values[replica] = value;
      epochs[replica] = epoch;
      steps[replica] = step;
    }
    return better;
  }

  /** Updates taken at the best epoch's end, of each run. */
  long[] steps() {
    return steps.clone();
  }

  long epoch(int replica) {
    return (long) epochs[replica];
  }

  double value(int replica) {
    return values[replica];
  }

  double[] toArray() {
    double[] all = Arrays.copyOf(values, 2 * values.length);
    System.arraycopy(epochs, 0, all, values.length, epochs.length);
    return all;
  }

  void restore(double[] all, long[] updates) {
    System.arraycopy(updates, 0, steps, 0, steps.length);
    System.arraycopy(all, 0, values, 0, values.length);
    System.arraycopy(all, values.length, epochs, 0, epochs.length);
  }
}
