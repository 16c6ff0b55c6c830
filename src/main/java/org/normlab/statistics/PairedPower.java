package org.normlab.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Power of a paired t test, by the non-central t distribution. With T = (Z + δ) / V, Z standard
 * normal, V² a χ² over its ν degrees of freedom and δ = d_z √n, P(T &gt; t) is the mean of Φ(δ − t
 * V) over V. The mean is taken over ln V, where the trapezoid rule is exact to rounding.
 */
final class PairedPower {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double NEGLIGIBLE = -42;

  /** V is below this but for a chance of 10^-18, and so is the normal variable. */
  private static final double CERTAIN = 9;

  private PairedPower() {}

  /**
   * @param effect d_z, at least 0
   * @param pairs at least 2
   * @param sides 2, or 1 for a test in the effect's direction
   */
  static double of(double effect, int pairs, double alpha, int sides) {
    int degrees = pairs - 1;
    double shift = effect * Math.sqrt(pairs);
    double critical = TDistribution.of(degrees).inverseSurvivalProbability(alpha / sides);
    if (shift > CERTAIN * (1 + critical)) {
      return 1;
    }
    double step = Math.min(0.1 / Math.sqrt(degrees), 0.5 / (1 + shift));
    double weights = 0;
    double sum = 0;
    for (int direction = -1; direction <= 1; direction += 2) {
      for (double u = direction < 0 ? -step : 0; ; u += direction * step) {
        double exponent = degrees * (u - Math.expm1(2 * u) / 2);
        if (exponent < NEGLIGIBLE) {
          break;
        }
        double weight = Math.exp(exponent);
        weights += weight;
        sum += weight * rejected(shift, critical * Math.exp(u), sides);
      }
    }
    return sum / weights;
  }

  /** The chance of rejection given V. */
  private static double rejected(double shift, double critical, int sides) {
    double above = NORMAL.cumulativeProbability(shift - critical);
    return sides == 1 ? above : above + NORMAL.cumulativeProbability(-shift - critical);
  }
}
