package org.normlab.train.agent;

import java.nio.ByteBuffer;

/**
 * Counts the episodes of each run that have ended in a window, with their undiscounted returns and
 * their lengths.
 */
final class Episodes {
  /** Bytes of a run in {@link #save}. */
  static final int BYTES = 3 * Long.BYTES;

  private final double[] returned;
  private final long[] length;
  private final long[] count;

  /**
   * Describes the episodes of a window.
   *
   * @param returned the sum of their returns
   * @param length the sum of their lengths, in steps
   */
  record Window(long count, double returned, long length) {
    /** Returns the mean return; NaN where no episode has ended. */
    double meanReturn() {
      return returned / count;
    }

    /** Returns the mean length in steps; NaN where no episode has ended. */
    double meanLength() {
      return (double) length / count;
    }
  }

  Episodes(int runs) {
    returned = new double[runs];
    length = new long[runs];
    count = new long[runs];
  }

  void add(int run, double itsReturn, int itsLength) {
    returned[run] += itsReturn;
    length[run] += itsLength;
    count[run]++;
  }

  /** Returns the window of a run that ends now, and begins the next one. */
  Window take(int run) {
    Window window = new Window(count[run], returned[run], length[run]);
    returned[run] = 0;
    length[run] = 0;
    count[run] = 0;
    return window;
  }

  void save(ByteBuffer to) {
    for (int run = 0; run < count.length; run++) {
      to.putDouble(returned[run]).putLong(length[run]).putLong(count[run]);
    }
  }

  void restore(ByteBuffer from) {
    for (int run = 0; run < count.length; run++) {
      returned[run] = from.getDouble();
      length[run] = from.getLong();
      count[run] = from.getLong();
    }
  }
}
