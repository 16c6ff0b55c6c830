package org.normlab.metric;

/** The kind of number that a metric is: how it is written, and between which values it lies. */
public enum Format {
  /** Lies between 0 and 1 and is written with four decimals. */
  SHARE(0, 1),
  /** Is whole and not negative. */
  WHOLE(0, Double.POSITIVE_INFINITY),
  /** Is a time, not negative, and written with one decimal. */
  SECONDS(0, Double.POSITIVE_INFINITY),
  /** Is not negative and written with four significant digits. */
  SIZE(0, Double.POSITIVE_INFINITY),
  /** Has any value and is written with four significant digits. */
  NUMBER(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private final double least;
  private final double most;

  Format(double least, double most) {
    this.least = least;
    this.most = most;
  }

  /** Returns the least value that such a number can have. */
  public double least() {
    return least;
  }

  /** Returns the largest value that such a number can have. */
  public double most() {
    return most;
  }
}
