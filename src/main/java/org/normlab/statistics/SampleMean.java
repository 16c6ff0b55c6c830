package org.normlab.statistics;

/**
 * The mean of some values with Student's interval; {@link Summary} has more figures.
 *
 * @param sd with n − 1
 */
public record SampleMean(int n, Estimate mean, Estimate sd, Interval t) {
  /**
   * Summarizes finite values.
   *
   * @param level of the interval, between 0 and 1
   */
  public static SampleMean of(double[] x, double level) {
    Interval.checked(level);
    return new SampleMean(x.length, Sample.mean(x), Sample.deviation(x), Sample.student(x, level));
  }
}
