package org.normlab.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Decides which figures are equal but for rounding. Accuracies are quotients k/n: 0.9 − 0.8 and 0.8
 * − 0.7 are one difference, and 1 − 2/3 and 2/3 − 1/3 are, whose nearest doubles are two.
 *
 * <p>A figure is known to {@link #ERROR} of the largest number that it was computed from. Two
 * figures tie where they differ by no more than the larger of their errors, whatever the other
 * figures are; so nothing depends on where a grid of decimals happens to lie, and small figures
 * beside large ones keep their differences.
 */
public final class Rounding {
  /**
   * Relative error of a figure: 64 roundings. A mean of runs and a difference of two means have
   * fewer, and float32 figures that differ do so by 2^-24.
   */
  static final double ERROR = 0x1p-46;

  private static final int DIGITS = 12;

  /** Powers of ten beyond these leave the range of doubles. */
  private static final int MOST = 300;

  private Rounding() {}

  /** Returns how far a figure may be off that was computed from numbers up to this size. */
  static double error(double size) {
    return ERROR * Math.abs(size);
  }

  /** Returns whether two figures are equal but for rounding. */
  static boolean same(double a, double b) {
    double size = Math.max(Math.abs(a), Math.abs(b));
    return a == b || (Double.isFinite(size) && Math.abs(a - b) <= error(size));
  }

  /** The figures, with those that are equal but for rounding made equal. */
  public static double[] tied(double[] x) {
    return tied(x, Arrays.stream(x).map(Rounding::error).toArray());
  }

  /**
   * The figures, with those made equal that differ by no more than the larger of their errors.
   *
   * @param x not NaN; infinite ones tie with themselves alone
   * @param errors of each, at least 0
   */
  public static double[] tied(double[] x, double[] errors) {
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i] + 0.0))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] tied = new double[x.length];
    int from = 0;
    for (int to = 1; to <= order.length; to++) {
      if (to == order.length || !ties(x, errors, order[to - 1], order[to])) {
        double shared = x[order[(from + to - 1) / 2]];
        for (int i = from; i < to; i++) {
          tied[order[i]] = shared;
        }
        from = to;
      }
    }
    return tied;
  }

  private static boolean ties(double[] x, double[] errors, int low, int high) {
    return x[low] == x[high]
        || (Double.isFinite(x[low])
            && Double.isFinite(x[high])
            && x[high] - x[low] <= Math.max(errors[low], errors[high]));
  }

  /** Rounds to twelve significant digits. */
  public static double of(double x) {
    if (x == 0 || !Double.isFinite(x)) {
      return x;
    }
    int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(x)));
    if (Math.abs(decimals) > MOST) {
      return x;
    }
    double unit = Math.pow(10, Math.abs(decimals));
    return decimals >= 0 ? Math.rint(x * unit) / unit : Math.rint(x / unit) * unit;
  }
}
