package org.normlab.study.recipe.claim;

import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;
import org.normlab.statistics.SampleMean;

/** A measured quantity and what it says of a claim. */
public record Measured(
    int n, Estimate value, Interval interval, Verdict verdict, @Nullable String note) {
  /** At which all verdicts of a study hold together. */
  public static final double LEVEL = 0.95;

  /** Fewer values, runs or data sets than these say nothing of a claim. */
  static final int LEAST = 3;

  /** The mean of values with Student's interval. */
  static SampleMean summary(double[] values, double level) {
    return SampleMean.of(values, level);
  }

  static Measured of(SampleMean summary, Verdict verdict, @Nullable String note) {
    return new Measured(summary.n(), summary.mean(), summary.t(), verdict, note);
  }

  /** Returns whether surely more than half of some runs did something. */
  static boolean mostly(int did, int runs, double level) {
    Double low = runs < LEAST ? null : Interval.ofShare((double) did / runs, runs, level).low();
    return low != null && low > 0.5;
  }
}
