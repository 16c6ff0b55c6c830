package org.normlab.statistics.rank;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Sample;

/**
 * Spearman's rank correlation of two orders, ties averaged, with a two-sided p by Student's t;
 * equal to {@code scipy.stats.spearmanr}.
 *
 * @param p undefined for fewer than three values
 */
public record Spearman(int n, Estimate rho, Estimate p) {
  /**
   * Correlates two lists in the same order.
   *
   * @param x as long as {@code y}, finite
   */
  public static Spearman of(List<Double> x, List<Double> y) {
    int n = x.size();
    if (y.size() != n) {
      throw new IllegalArgumentException("%d values against %d".formatted(n, y.size()));
    }
    double[] left = array(x);
    double[] right = array(y);
    if (n < 2 || Sample.allEqual(left) || Sample.allEqual(right)) {
      Estimate none = Estimate.undefined(n < 2 ? Sample.ALONE : "one side's values are all equal");
      return new Spearman(n, none, none);
    }
    double rho = correlation(Sample.ranks(left), Sample.ranks(right));
    Estimate p = n < 3 ? Estimate.undefined("fewer than three values") : p(rho, n - 2);
    return new Spearman(n, Estimate.of(rho), p);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Correlates two lists of ranks, whose mean is (n + 1) / 2. */
  private static double correlation(double[] x, double[] y) {
    double mean = (x.length + 1) / 2.0;
    double both = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      both += (x[i] - mean) * (y[i] - mean);
      xx += (x[i] - mean) * (x[i] - mean);
      yy += (y[i] - mean) * (y[i] - mean);
    }
    return Math.clamp(both / Math.sqrt(xx * yy), -1, 1);
  }

  private static Estimate p(double rho, int degrees) {
    double rest = (1 - rho) * (1 + rho);
    double t = Math.abs(rho) * Math.sqrt(degrees / rest);
    return Estimate.of(Math.min(1, 2 * TDistribution.of(degrees).survivalProbability(t)));
  }
}
