package org.normlab.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.core.Sum;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Figures of one list of finite numbers. */
public final class Sample {
  public static final String EMPTY = "no values";
  public static final String ALONE = "fewer than two values";
  static final String EQUAL = "all values are equal";

  private static final double FAR_FROM_OVERFLOW = 0x1p-64;

  private Sample() {}

  /**
   * Returns the mean, exact to the last digit whatever the order: means that are equal as fractions
   * are one number.
   */
  public static Estimate mean(double[] x) {
    return mean(x, new double[0]);
  }

  /** The mean of x less that of as many y, or of x alone where there is no y. */
  public static Estimate mean(double[] x, double[] y) {
    if (x.length == 0) {
      return Estimate.undefined(EMPTY);
    }
    double sum = sum(x, y, 1);
    return Estimate.of(
        Double.isFinite(sum)
            ? sum / x.length
            : sum(x, y, FAR_FROM_OVERFLOW) / x.length / FAR_FROM_OVERFLOW);
  }

  private static double sum(double[] x, double[] y, double factor) {
    Sum sum = Sum.create();
    for (double value : x) {
      sum.add(factor * value);
    }
    for (double value : y) {
      sum.add(-factor * value);
    }
    return sum.getAsDouble();
  }

  /** Returns the standard deviation with n − 1 in the denominator. */
  static Estimate deviation(double[] x) {
    if (x.length < 2) {
      return Estimate.undefined(ALONE);
    }
    // The mean of equal values may be off by rounding, and they with it.
    return allEqual(x) ? Estimate.of(0) : Estimate.of(StandardDeviation.of(x).getAsDouble());
  }

  public static Estimate median(double[] x) {
    return x.length == 0
        ? Estimate.undefined(EMPTY)
        : Estimate.of(Median.withDefaults().evaluate(x));
  }

  /** Returns the mean without the lowest and the highest ⌊n/4⌋ values. */
  public static Estimate interquartileMean(double[] x) {
    if (x.length == 0) {
      return Estimate.undefined(EMPTY);
    }
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    int cut = x.length / 4;
    return mean(Arrays.copyOfRange(sorted, cut, x.length - cut));
  }

  /** Student's interval of the mean. */
  static Interval student(double[] x, double level) {
    return student(x, mean(x), level, Sample::studentQuantile);
  }

  /**
   * Returns Student's interval about a known mean, with a quantile of Student's t by degrees of
   * freedom and level, which may be a remembered one.
   */
  static Interval student(double[] x, Estimate mean, double level, Quantiles quantiles) {
    if (x.length < 2 || allEqual(x)) {
      return Interval.undefined(level, "t", x.length < 2 ? ALONE : EQUAL);
    }
    double error = StandardDeviation.of(x).getAsDouble() / Math.sqrt(x.length);
    double half = error * quantiles.of(x.length - 1, level);
    return mean.value() == null
        ? Interval.undefined(level, "t", String.valueOf(mean.reason()))
        : Interval.of(mean.value() - half, mean.value() + half, level, "t");
  }

  /** A quantile by degrees of freedom and level. */
  interface Quantiles {
    double of(int degrees, double level);
  }

  /** The t with probability {@code level} between −t and t. */
  static double studentQuantile(int degrees, double level) {
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - level) / 2);
  }

  /** But for rounding. */
  public static boolean allEqual(double[] x) {
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    return x.length == 0 || Rounding.same(least, largest);
  }

  /** Ranks from 1, the least first; ties share their average. Adding 0 makes −0 tie with 0. */
  public static double[] ranks(double[] x) {
    double[] signless = Arrays.stream(x).map(value -> value + 0.0).toArray();
    return new NaturalRanking(TiesStrategy.AVERAGE).apply(signless);
  }
}
