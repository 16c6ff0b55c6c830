package org.normlab.study.recipe;

import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Figure;
import org.normlab.statistics.Interval;
import org.normlab.statistics.Scores;
import org.normlab.statistics.Summary;

/** A measured quantity and what it says of a claim. */
record Measured(int n, Figure value, Interval interval, Verdict verdict, @Nullable String note) {
  static final double LEVEL = 0.95;

  /** The mean of values with Student's interval. */
  static Summary summary(double[] values) {
    return Summary.of(Scores.of(values), LEVEL);
  }

  static Measured of(Summary summary, Verdict verdict, @Nullable String note) {
    return new Measured(summary.n(), summary.mean(), summary.t(), verdict, note);
  }
}
