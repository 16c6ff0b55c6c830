package org.normlab.statistics;

/** Which end of a metric is the good one. */
public enum Better {
  /** As of an accuracy. */
  HIGHER,
  /** As of a loss, a time or a size. */
  LOWER;

  /** A value whose natural order is from worse to better. */
  double oriented(double value) {
    return this == HIGHER ? value : -value;
  }
}
