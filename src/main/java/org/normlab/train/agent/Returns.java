package org.normlab.train.agent;

import java.nio.ByteBuffer;

/** Undiscounted returns of the episodes that have ended in a window, without any factor. */
final class Returns {
  private final double[] sum;
  private final long[] count;

  Returns(int runs) {
    sum = new double[runs];
    count = new long[runs];
  }

  void add(int run, double returned) {
    sum[run] += returned;
    count[run]++;
  }

  /** Returns the mean of a run, NaN where no episode has ended, and begins its next window. */
  double take(int run) {
    double mean = sum[run] / count[run];
    sum[run] = 0;
    count[run] = 0;
    return mean;
  }

  void save(ByteBuffer to) {
    for (int run = 0; run < sum.length; run++) {
      to.putDouble(sum[run]).putLong(count[run]);
    }
  }

  void restore(ByteBuffer from) {
    for (int run = 0; run < sum.length; run++) {
      sum[run] = from.getDouble();
      count[run] = from.getLong();
    }
  }
}
