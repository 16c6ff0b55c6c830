package org.normlab.statistics.rank;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.normlab.statistics.Estimate;

/**
 * Friedman's test that all methods rank alike: χ² corrected for ties with k − 1 degrees of freedom,
 * equal to {@code scipy.stats.friedmanchisquare}, and the less conservative F of Iman and Davenport
 * (1980), (N−1)χ² / (N(k−1) − χ²), with k − 1 and (k−1)(N−1).
 *
 * @param chiSquare undefined for fewer than three methods, as in SciPy
 * @param f undefined for one data set, and where all data sets rank alike: it would be infinite
 */
public record Friedman(
    int methods, int dataSets, Estimate chiSquare, Estimate p, Estimate f, Estimate fP) {
  private static final double ROUNDING = 1e-12;

  public static Friedman of(Ranks ranks) {
    int k = ranks.methods().size();
    int n = ranks.dataSets();
    if (k < 3) {
      return none(k, n, "fewer than three methods");
    }
    if (n == 0) {
      return none(k, n, "no data set has a result of every method");
    }
    double untied = 1 - ties(ranks) / ((double) k * (k * (double) k - 1) * n);
    if (untied <= ROUNDING) {
      return none(k, n, "all methods tie on all data sets");
    }
    double chiSquare = Math.max(0, uncorrected(ranks, k, n) / untied);
    double p = ChiSquaredDistribution.of(k - 1).survivalProbability(chiSquare);
    double rest = n * (k - 1.0) - chiSquare;
    if (rest <= ROUNDING * n * k) {
      String reason = n == 1 ? "fewer than two data sets" : "all data sets rank alike";
      Estimate none = Estimate.undefined(reason);
      return new Friedman(k, n, Estimate.of(chiSquare), Estimate.of(p), none, none);
    }
    double f = (n - 1) * chiSquare / rest;
    double fP = FDistribution.of(k - 1, (k - 1.0) * (n - 1)).survivalProbability(f);
    return new Friedman(
        k, n, Estimate.of(chiSquare), Estimate.of(p), Estimate.of(f), Estimate.of(fP));
  }

  private static Friedman none(int methods, int dataSets, String reason) {
    Estimate none = Estimate.undefined(reason);
    return new Friedman(methods, dataSets, none, none, none, none);
  }

  private static double uncorrected(Ranks ranks, int k, int n) {
    double squares = 0;
    for (int method = 0; method < k; method++) {
      int column = method;
      double sum = ranks.ranks().stream().mapToDouble(row -> row.get(column)).sum();
      squares += sum * sum;
    }
    return 12 * squares / ((double) k * n * (k + 1)) - 3.0 * n * (k + 1);
  }

  /** The sum of t³ − t over all groups of t tied methods. */
  private static double ties(Ranks ranks) {
    return ranks.ranks().stream().mapToDouble(Friedman::tiesOf).sum();
  }

  private static double tiesOf(List<Double> row) {
    Map<Double, Long> sizes =
        row.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return sizes.values().stream().mapToDouble(t -> (double) t * (t * (double) t - 1)).sum();
  }
}
