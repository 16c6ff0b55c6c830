package org.normlab.statistics.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.normlab.statistics.Bootstrap;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;
import org.normlab.statistics.Sample;

/**
 * Describes how far average ranks agree with an order known from elsewhere: Spearman's correlation,
 * with a percentile interval over resampled data sets. A resample in which all methods tie has no
 * correlation and is left out.
 *
 * @param interval undefined for fewer than two data sets
 */
public record OrderAgreement(Spearman spearman, Interval interval) {
  private static final int RESAMPLES = 2_000;
  private static final long SEED = 0x5DEECE66DL;

  /**
   * Compares.
   *
   * @param ranks of each data set, of each method
   * @param order a number a method, less for a better one
   */
  public static OrderAgreement of(List<List<Double>> ranks, List<Double> order, double level) {
    Interval.checked(level);
    if (ranks.isEmpty()) {
      Estimate none = Estimate.undefined("no data set has a result of every method");
      return new OrderAgreement(
          new Spearman(order.size(), none, none),
          Interval.undefined(level, "percentile", Sample.EMPTY));
    }
    return new OrderAgreement(
        Spearman.of(average(ranks), order),
        ranks.size() < 2
            ? Interval.undefined(level, "percentile", Sample.ALONE)
            : interval(ranks, order, level));
  }

  private static Interval interval(List<List<Double>> ranks, List<Double> order, double level) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Double> correlations = new ArrayList<>();
    for (int b = 0; b < RESAMPLES; b++) {
      List<List<Double>> drawn = new ArrayList<>();
      for (int i = 0; i < ranks.size(); i++) {
        drawn.add(ranks.get(random.nextInt(ranks.size())));
      }
      Double rho = Spearman.of(average(drawn), order).rho().value();
      if (rho != null) {
        correlations.add(rho);
      }
    }
    if (correlations.isEmpty()) {
      return Interval.undefined(level, "percentile", "all methods tie");
    }
    double[] all = correlations.stream().mapToDouble(Double::doubleValue).toArray();
    double[] ends = Bootstrap.quantiles(all, (1 - level) / 2, (1 + level) / 2);
    return Interval.of(ends[0], ends[1], level, "percentile");
  }

  private static List<Double> average(List<List<Double>> ranks) {
    List<Double> average = new ArrayList<>();
    for (int method = 0; method < ranks.getFirst().size(); method++) {
      int column = method;
      average.add(ranks.stream().mapToDouble(row -> row.get(column)).average().orElseThrow());
    }
    return average;
  }
}
