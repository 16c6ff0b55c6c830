package org.normlab.train.loop;

/**
 * Describes how many steps go behind one call into PyTorch: enough to hide the call, few enough to
 * notice a stop within a second.
 */
final class CallLength {
  private static final int MOST_STEPS = 256;
  private static final double CALL_SECONDS = 0.2;

  private int steps = 1;

  /** Steps of the next call, when so many are left before something else is due. */
  int next(int left) {
    return Math.min(steps, left);
  }

  void took(int count, double seconds) {
    steps = Math.clamp((long) (count * CALL_SECONDS / Math.max(seconds, 1e-6)), 1, MOST_STEPS);
  }
}
