package org.normlab.statistics;

/** Describes which end of a metric is the good one. */
public enum Direction {
  /** Higher values are better, such as of an accuracy. */
  HIGHER,
  /** Lower values are better, such as of a loss, a time or a size. */
  LOWER;

  /** A value whose natural order is from worse to better. */
  public double oriented(double value) {
    return this == HIGHER ? value : -value;
  }

  /**
   * The first of the best figures, of which those that are equal but for rounding tie; -1 of none.
   */
  public int best(double[] figures) {
    double[] tied = Rounding.tied(figures);
    int best = -1;
    for (int i = 0; i < tied.length; i++) {
      if (best < 0 || oriented(tied[i]) > oriented(tied[best])) {
        best = i;
      }
    }
    return best;
  }
}
