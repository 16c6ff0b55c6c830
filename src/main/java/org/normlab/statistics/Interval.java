package org.normlab.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
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

  /** Creates an interval of two ends, undefined where one of them is not finite. */
  public static Interval of(double low, double high, double level, String method) {
    return Double.isFinite(low) && Double.isFinite(high)
        ? new Interval(low, high, level, method, null)
        : undefined(level, method, "outside the range of double precision");
  }

  /**
   * Wilson's interval of a share.
   *
   * @param n of how many the share is, at least 1
   */
  public static Interval ofShare(double share, long n, double level) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double centre = share + z * z / (2 * n);
    double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
    double scale = 1 + z * z / n;
    double low = Math.max(0, (centre - half) / scale);
    return of(low, Math.min(1, (centre + half) / scale), level, "wilson");
  }

  public static Interval undefined(double level, String method, String reason) {
    return new Interval(null, null, level, method, reason);
  }

  public boolean defined() {
    return low != null;
  }

  /** Returns whether all of it lies on one side of 0; an undefined one does not. */
  public boolean leavesOutZero() {
    return low != null && high != null && (low > 0 || high < 0);
  }

  /** Refuses a level outside ]0, 1[. */
  public static double checked(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level is " + level + "; allowed: between 0 and 1");
    }
    return level;
  }
}
