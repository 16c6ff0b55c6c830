package org.normlab.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The range of k standard normal values: the studentized range with infinitely many degrees of
 * freedom, P(Q ≤ q) = k ∫ φ(z) (Φ(z) − Φ(z−q))^(k−1) dz. What is missing to 1 is summed, so that
 * small probabilities keep their digits. The trapezoid rule is exact to rounding here, as for every
 * analytic function that vanishes at both ends.
 */
final class StudentizedRange {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double STEP = 0.05;
  private static final double END = 9;

  private StudentizedRange() {}

  /** P(Q &gt; q). */
  static double survival(double q, int k) {
    double sum = 0;
    for (double z = -END; z <= END; z += STEP) {
      double below = NORMAL.cumulativeProbability(z);
      double outside = NORMAL.cumulativeProbability(z - q) / below;
      double missing = -Math.expm1((k - 1) * Math.log1p(-outside));
      sum += NORMAL.density(z) * Math.pow(below, k - 1) * missing;
    }
    return Math.min(1, k * STEP * sum);
  }

  /** The q with P(Q &gt; q) = alpha, by bisection. */
  static double quantile(double alpha, int k) {
    double low = 0;
    double high = 1;
    while (survival(high, k) > alpha) {
      low = high;
      high *= 2;
    }
    while (high - low > 4 * Math.ulp(high)) {
      double middle = (low + high) / 2;
      if (survival(middle, k) > alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
