package org.normlab.statistics;

/**
 * Keeps apart what differs from what was only rounded differently. Accuracies are quotients k/n:
 * 0.9 − 0.8 and 0.8 − 0.7 are one difference, whose nearest doubles are two.
 */
public final class Rounding {
  private static final int DIGITS = 12;

  /** Powers of ten beyond these leave the range of doubles. */
  private static final int MOST = 300;

  private Rounding() {}

  /** a − b to as many digits as twelve of the larger have. */
  static double difference(double a, double b) {
    return round(a - b, Math.max(Math.abs(a), Math.abs(b)));
  }

  /** To twelve significant digits. */
  public static double of(double x) {
    return round(x, Math.abs(x));
  }

  private static double round(double x, double scale) {
    if (x == 0 || !Double.isFinite(x)) {
      return x;
    }
    int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(scale));
    if (Math.abs(decimals) > MOST) {
      return x;
    }
    double unit = Math.pow(10, Math.abs(decimals));
    return decimals >= 0 ? Math.rint(x * unit) / unit : Math.rint(x / unit) * unit;
  }
}
