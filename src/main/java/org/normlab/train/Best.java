package org.normlab.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The best value of each run so far and the epoch it was seen in: what early stopping and summaries
 * ask for.
 */
final class Best {
  private final boolean smaller;
  private final double[] values;
  private final double[] epochs;

  Best(int width, boolean smallerIsBetter) {
    smaller = smallerIsBetter;
    values = new double[width];
    epochs = new double[width];
    Arrays.fill(values, smaller ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
  }

  /**
   * The best of what early stopping watches, or of the validation accuracy where none is asked for.
   */
  static Best of(@Nullable EarlyStopping stopping, int width) {
    return new Best(width, stopping != null && stopping.metric().endsWith("loss"));
  }

  void see(int replica, double value, long epoch) {
    if (smaller ? value < values[replica] : value > values[replica]) {
      values[replica] = value;
      epochs[replica] = epoch;
    }
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

  void restore(double[] all) {
    System.arraycopy(all, 0, values, 0, values.length);
    System.arraycopy(all, values.length, epochs, 0, epochs.length);
  }
}
