package org.normlab.report;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values between which a metric lies by its definition, such as an accuracy between 0 and 1.
 * The end of a computed interval may lie beyond; a picture is cut there, a table is not.
 */
record Bounds(double low, double high) {
  private static final Set<String> SHARES = Set.of("accuracy", "dead", "saturated");
  private static final Pattern NOT_NEGATIVE =
      Pattern.compile(
          ".*(loss|norm|variance\\w*|seconds|rate|epoch|samplesPerSecond)",
          Pattern.CASE_INSENSITIVE);

  static Bounds of(String metric) {
    String name = metric.substring(metric.lastIndexOf('.') + 1);
    if (SHARES.contains(name)) {
      return new Bounds(0, 1);
    }
    double low = NOT_NEGATIVE.matcher(name).matches() ? 0 : Double.NEGATIVE_INFINITY;
    return new Bounds(low, Double.POSITIVE_INFINITY);
  }

  /** The bounds of the difference of two values. */
  Bounds ofDifference() {
    return new Bounds(low - high, high - low);
  }

  double clip(double value) {
    return Math.clamp(value, low, high);
  }
}
