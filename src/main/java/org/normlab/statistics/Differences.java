package org.normlab.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Differences a − b of finite numbers, pair by pair, of one comparison.
 *
 * @param values with sizes that are equal but for rounding made equal, and 0 where a and b are. An
 *     infinite one is too large for a double
 * @param mean computed from a and b themselves; 0 where it is no larger than their rounding
 */
public record Differences(double[] values, Estimate mean) {
  /** The largest relative error of a number that was rounded once. */
  private static final double HALF_ULP = 0x1p-53;

  static Differences of(double[] a, double[] b) {
    return new Differences(tied(a, b, 1), mean(a, b));
  }

  /** Their order alone: where a difference overflows they are all halved. */
  static double[] ordered(double[] a, double[] b) {
    double[] values = tied(a, b, 1);
    return Arrays.stream(values).allMatch(Double::isFinite) ? values : tied(a, b, 0.5);
  }

  private static double[] tied(double[] a, double[] b, double factor) {
    double[] errors = new double[a.length];
    double[] sizes = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      errors[i] = factor * Rounding.error(Math.max(Math.abs(a[i]), Math.abs(b[i])));
      double size = Math.abs(factor * a[i] - factor * b[i]);
      sizes[i] = size <= errors[i] ? 0 : size;
    }
    double[] shared = Rounding.tied(sizes, errors);
    return IntStream.range(0, a.length)
        .mapToDouble(i -> sizes[i] == 0 ? 0 : a[i] > b[i] ? shared[i] : -shared[i])
        .toArray();
  }

  private static Estimate mean(double[] a, double[] b) {
    Estimate mean = Sample.mean(a, b);
    double rounding = 0;
    for (int i = 0; i < a.length; i++) {
      rounding +=
          a[i] == b[i] ? 0 : (HALF_ULP * Math.abs(a[i]) + HALF_ULP * Math.abs(b[i])) / a.length;
    }
    return mean.value() != null && Math.abs(mean.value()) <= rounding ? Estimate.of(0) : mean;
  }
}
