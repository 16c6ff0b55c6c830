package org.normlab.statistics;

/**
 * Wilcoxon's signed rank test of differences, equal to {@code scipy.stats.wilcoxon} of SciPy 1.17
 * with its defaults: differences of zero are dropped ({@code zero_method='wilcox'}), ties share
 * their average rank, no continuity correction.
 *
 * @param n differences given, zeros among them
 * @param zeros differences of zero
 * @param statistic the smaller rank sum where two-sided, the sum of positive ranks otherwise
 * @param method how p was found
 */
public record Wilcoxon(
    int n, int zeros, Figure statistic, Figure p, Alternative alternative, Method method) {
  /** How a p value was found. */
  public enum Method {
    /** All signs of the ranks counted: no ties or zeros and n ≤ 50, or n ≤ 13. */
    EXACT,
    /** Normal approximation with the variance corrected for ties, without continuity correction. */
    NORMAL
  }

  /**
   * @param differences finite
   */
  public static Wilcoxon of(double[] differences, Alternative alternative) {
    throw new UnsupportedOperationException();
  }
}
