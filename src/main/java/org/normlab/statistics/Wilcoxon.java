package org.normlab.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilcoxon's signed rank test of differences, equal to {@code scipy.stats.wilcoxon} of SciPy 1.17
 * with its defaults: differences of zero are dropped ({@code zero_method='wilcox'}), ties share
 * their average rank, no continuity correction.
 *
 * <p>Commons Statistics has the test too, but is exact only without ties and ranks zeros otherwise
 * (Pratt); counting the signs of the ranks at hand covers both.
 *
 * @param n differences given, zeros among them
 * @param zeros differences of zero
 * @param statistic the smaller rank sum where two-sided, the sum of positive ranks otherwise
 * @param p where all differences are zero, 1 if 2 to 13 were given and else undefined, as in SciPy
 */
public record Wilcoxon(
    int n, int zeros, Estimate statistic, Estimate p, Alternative alternative, Method method) {
  /** Describes how a p value was found. */
  public enum Method {
    /** All signs of the ranks counted: no ties or zeros and n ≤ 50, or n ≤ 13. */
    EXACT,
    /** Normal approximation with the variance corrected for ties, without continuity correction. */
    NORMAL
  }

  private static final int MOST_EXACT = 50;
  private static final int MOST_EXACT_WITH_TIES = 13;

  /**
   * Tests differences a − b.
   *
   * @param differences not NaN; infinite ones rank above all finite ones, and tie
   */
  public static Wilcoxon of(double[] differences, Alternative alternative) {
    int n = differences.length;
    double[] nonzero = Arrays.stream(differences).filter(d -> d != 0).toArray();
    double[] ranks = Sample.ranks(Arrays.stream(nonzero).map(Math::abs).toArray());
    Method method = method(n, ranks);
    if (n == 0) {
      Estimate none = Estimate.undefined("no pairs");
      return new Wilcoxon(0, 0, none, none, alternative, method);
    }
    double positive = 0;
    double negative = 0;
    for (int i = 0; i < ranks.length; i++) {
      positive += nonzero[i] > 0 ? ranks[i] : 0;
      negative += nonzero[i] < 0 ? ranks[i] : 0;
    }
    double statistic =
        alternative == Alternative.TWO_SIDED ? Math.min(positive, negative) : positive;
    Estimate p =
        ranks.length == 0 && (n == 1 || method == Method.NORMAL)
            ? Estimate.undefined("all differences are zero")
            : Estimate.of(p(ranks, positive, alternative, method));
    return new Wilcoxon(n, n - nonzero.length, Estimate.of(statistic), p, alternative, method);
  }

  private static Method method(int n, double[] ranks) {
    boolean distinct = Arrays.stream(ranks).distinct().count() == n;
    return n <= (distinct ? MOST_EXACT : MOST_EXACT_WITH_TIES) ? Method.EXACT : Method.NORMAL;
  }

  private static double p(double[] ranks, double positive, Alternative alternative, Method method) {
    return method == Method.EXACT
        ? exact(ranks, positive, alternative)
        : normal(ranks, positive, alternative);
  }

  private static double exact(double[] ranks, double positive, Alternative alternative) {
    double[] weights = subsets(ranks);
    int observed = (int) Math.round(2 * positive);
    double all = Math.scalb(1.0, ranks.length);
    double greater = Arrays.stream(weights, observed, weights.length).sum() / all;
    double less = Arrays.stream(weights, 0, observed + 1).sum() / all;
    return switch (alternative) {
      case GREATER -> greater;
      case LESS -> less;
      case TWO_SIDED -> Math.min(1, 2 * Math.min(less, greater));
    };
  }

  /**
   * Returns how many of the 2^n subsets of ranks have each doubled sum; doubled, average ranks are
   * whole.
   */
  private static double[] subsets(double[] ranks) {
    double[] count = new double[ranks.length * (ranks.length + 1) + 1];
    count[0] = 1;
    for (double rank : ranks) {
      int doubled = (int) Math.round(2 * rank);
      for (int sum = count.length - 1; sum >= doubled; sum--) {
        count[sum] += count[sum - doubled];
      }
    }
    return count;
  }

  private static double normal(double[] ranks, double positive, Alternative alternative) {
    double mean = Arrays.stream(ranks).sum() / 2;
    double deviation = Math.sqrt(Arrays.stream(ranks).map(rank -> rank * rank).sum()) / 2;
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double z = (positive - mean) / deviation;
    return switch (alternative) {
      case GREATER -> normal.survivalProbability(z);
      case LESS -> normal.cumulativeProbability(z);
      case TWO_SIDED -> 2 * normal.survivalProbability(Math.abs(z));
    };
  }
}
