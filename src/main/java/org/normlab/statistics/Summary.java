package org.normlab.statistics;

import java.util.Arrays;

/**
 * Describes what is known of one method from its runs. All figures are over the n finite values;
 * runs that diverged or have no result are counted beside them.
 *
 * @param n finite values
 * @param sd with n − 1
 * @param iqm interquartile mean: {@code scipy.stats.trim_mean(x, 0.25)}, the mean without the
 *     lowest and highest ⌊n/4⌋ values
 * @param t Student's interval of the mean
 * @param bca bootstrap interval of the mean
 */
public record Summary(
    int n,
    int diverged,
    int missing,
    Estimate mean,
    Estimate sd,
    Estimate median,
    Estimate iqm,
    Estimate min,
    Estimate max,
    Interval t,
    Interval bca) {
  /**
   * Summarizes the runs that have a value.
   *
   * @param level of both intervals, between 0 and 1
   */
  public static Summary of(Scores scores, double level) {
    Interval.checked(level);
    double[] x = scores.values();
    Estimate none = Estimate.undefined(Sample.EMPTY);
    return new Summary(
        x.length,
        scores.diverged(),
        scores.missing(),
        Sample.mean(x),
        Sample.deviation(x),
        Sample.median(x),
        Sample.interquartileMean(x),
        x.length == 0 ? none : Estimate.of(Arrays.stream(x).min().getAsDouble()),
        x.length == 0 ? none : Estimate.of(Arrays.stream(x).max().getAsDouble()),
        Sample.student(x, level),
        Bootstrap.bca(x, level));
  }
}
