package org.normlab.statistics;

/**
 * What is known of one method from its runs. All figures are over the n finite values; runs that
 * diverged or have no result are counted beside them.
 *
 * @param n finite values
 * @param sd with n − 1
 * @param iqm interquartile mean: {@code scipy.stats.trim_mean(x, 0.25)}, the mean without the lowest
 *     and highest ⌊n/4⌋ values
 * @param t Student's interval of the mean
 * @param bca bootstrap interval of the mean, see {@link Bootstrap}
 */
public record Summary(
    int n,
    int diverged,
    int missing,
    Figure mean,
    Figure sd,
    Figure median,
    Figure iqm,
    Figure min,
    Figure max,
    Interval t,
    Interval bca) {
  /**
   * @param level of both intervals
   */
  public static Summary of(Scores scores, double level) {
    throw new UnsupportedOperationException();
  }
}
