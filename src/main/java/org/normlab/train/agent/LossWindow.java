package org.normlab.train.agent;

/** Averages the losses of each run over the updates of a window. */
final class LossWindow {
  private final double[] sum;
  private final double[] count;

  LossWindow(int runs) {
    sum = new double[runs];
    count = new double[runs];
  }

  /**
   * Adds losses.
   *
   * @param losses {@code [K, R]}
   */
  void add(float[] losses) {
    for (int i = 0; i < losses.length; i++) {
      int run = i % sum.length;
      sum[run] += losses[i];
      count[run]++;
    }
  }

  /** Returns the mean of a run, NaN without an update, and begins its next window. */
  double take(int run) {
    double mean = sum[run] / count[run];
    sum[run] = 0;
    count[run] = 0;
    return mean;
  }

  double[] toArray() {
    double[] all = new double[2 * sum.length];
    System.arraycopy(sum, 0, all, 0, sum.length);
    System.arraycopy(count, 0, all, sum.length, sum.length);
    return all;
  }

  void restore(double[] all) {
    System.arraycopy(all, 0, sum, 0, sum.length);
    System.arraycopy(all, sum.length, count, 0, sum.length);
  }
}
