package org.normlab.statistics.rank;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The range of k standard normal values: the studentized range with infinitely many degrees of
 * freedom, P(Q ≤ q) = k ∫ φ(z) (Φ(z) − Φ(z−q))^(k−1) dz. What is missing to 1 is summed, so that
 * small probabilities keep their digits. The trapezoid rule is exact to rounding here, as for every
 * analytic function that vanishes at both ends.
 */
final class StudentizedRange {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double STEP = 0.1;
  private static final double[] Z =
      IntStream.rangeClosed(-90, 90).mapToDouble(i -> i * STEP).toArray();
  private static final double[] DENSITY = DoubleStream.of(Z).map(NORMAL::density).toArray();
  private static final double[] BELOW =
      DoubleStream.of(Z).map(NORMAL::cumulativeProbability).toArray();

  private StudentizedRange() {}

  /** P(Q &gt; q). */
  static double survival(double q, int k) {
    double sum = 0;
    for (int i = 0; i < Z.length; i++) {
      double outside = NORMAL.cumulativeProbability(Z[i] - q) / BELOW[i];
      double missing = -Math.expm1((k - 1) * Math.log1p(-outside));
      sum += DENSITY[i] * Math.pow(BELOW[i], k - 1) * missing;
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
