package org.normlab.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Figures of one list of finite numbers. */
final class Sample {
  static final String EMPTY = "no values";
  static final String ALONE = "fewer than two values";
  static final String EQUAL = "all values are equal";

  private Sample() {}

  static Figure mean(double[] x) {
    return x.length == 0 ? Figure.undefined(EMPTY) : Figure.of(Mean.of(x).getAsDouble());
  }

  /** With n − 1. */
  static Figure deviation(double[] x) {
    if (x.length < 2) {
      return Figure.undefined(ALONE);
    }
    // The mean of equal values may be off by rounding, and they with it.
    return allEqual(x) ? Figure.of(0) : Figure.of(StandardDeviation.of(x).getAsDouble());
  }

  static Figure median(double[] x) {
    return x.length == 0 ? Figure.undefined(EMPTY) : Figure.of(Median.withDefaults().evaluate(x));
  }

  /** Without the lowest and the highest ⌊n/4⌋ values. */
  static Figure interquartileMean(double[] x) {
    if (x.length == 0) {
      return Figure.undefined(EMPTY);
    }
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    int cut = x.length / 4;
    return Figure.of(Mean.ofRange(sorted, cut, x.length - cut).getAsDouble());
  }

  /** Student's interval of the mean. */
  static Interval student(double[] x, double level) {
    return student(x, level, Sample::studentQuantile);
  }

  /**
   * With a quantile of Student's t by degrees of freedom and level, which may be a remembered one.
   */
  static Interval student(double[] x, double level, Quantiles quantiles) {
    if (x.length < 2 || allEqual(x)) {
      return Interval.undefined(level, "t", x.length < 2 ? ALONE : EQUAL);
    }
    double mean = Mean.of(x).getAsDouble();
    double error = StandardDeviation.of(x).getAsDouble() / Math.sqrt(x.length);
    double half = error * quantiles.of(x.length - 1, level);
    return Interval.of(mean - half, mean + half, level, "t");
  }

  /** A quantile by degrees of freedom and level. */
  interface Quantiles {
    double of(int degrees, double level);
  }

  /** The t with probability {@code level} between −t and t. */
  static double studentQuantile(int degrees, double level) {
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - level) / 2);
  }

  static boolean allEqual(double[] x) {
    for (double value : x) {
      if (value != x[0]) {
        return false;
      }
    }
    return true;
  }

  /** Ranks from 1, the least first; ties share their average. Adding 0 makes −0 tie with 0. */
  static double[] ranks(double[] x) {
    double[] signless = Arrays.stream(x).map(value -> value + 0.0).toArray();
    return new NaturalRanking(TiesStrategy.AVERAGE).apply(signless);
  }
}
