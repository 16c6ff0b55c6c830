package org.normlab.statistics;

import org.jspecify.annotations.Nullable;

/**
 * A confidence interval, or the reason why there is none.
 *
 * @param low null exactly where {@code high} is and a reason is given
 * @param level coverage, such as 0.95
 * @param method {@code t}, {@code bca}, {@code percentile} or {@code wilson}
 */
public record Interval(
    @Nullable Double low,
    @Nullable Double high,
    double level,
    String method,
    @Nullable String reason) {
  public Interval {
    if ((low == null) != (high == null) || (low == null) == (reason == null)) {
      throw new IllegalArgumentException(
          "an interval has two ends or a reason: %s, %s, %s".formatted(low, high, reason));
    }
  }

  /** Of two ends; undefined where one of them is not finite. */
  static Interval of(double low, double high, double level, String method) {
    return Double.isFinite(low) && Double.isFinite(high)
        ? new Interval(low, high, level, method, null)
        : undefined(level, method, "outside the range of double precision");
  }

  static Interval undefined(double level, String method, String reason) {
    return new Interval(null, null, level, method, reason);
  }

  public boolean defined() {
    return low != null;
  }

  /** Refuses a level outside ]0, 1[. */
  static double checked(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level is " + level + "; allowed: between 0 and 1");
    }
    return level;
  }
}
