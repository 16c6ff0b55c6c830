package org.normlab.statistics.score;

import java.util.SplittableRandom;
import org.normlab.statistics.Bootstrap;
import org.normlab.statistics.Interval;

/**
 * Percentile intervals by resampling the runs of each block for themselves. Draws come from a fixed
 * seed over sorted scores, so the same scores, in any order, have the same interval.
 */
final class StratifiedBootstrap {
  static final String METHOD = "percentile";
  static final String ALIKE = "no block has runs that differ";
  private static final long SEED = 0x5DEECE66DL;

  private StratifiedBootstrap() {}

  /** A figure of scores {@code [block][run]}. */
  @FunctionalInterface
  interface Figure {
    double of(double[][] blocks);
  }

  /** A figure of the scores of two methods over the same blocks. */
  @FunctionalInterface
  interface FigureOfTwo {
    double of(double[][] x, double[][] y);
  }

  static Interval interval(BlockScores scores, Figure figure, double level, int resamples) {
    String missing = scores.missing().orElse(scores.varies() ? null : ALIKE);
    if (missing != null) {
      return Interval.undefined(level, METHOD, missing);
    }
    double[][] from = scores.sorted().values();
    double[][] resample = alike(from);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] figures = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      draw(from, resample, random);
      figures[r] = figure.of(resample);
    }
    return percentile(figures, level);
  }

  static Interval interval(
      BlockScores x, BlockScores y, FigureOfTwo figure, double level, int resamples) {
    String missing = x.missing().or(y::missing).orElse(x.varies() || y.varies() ? null : ALIKE);
    if (missing != null) {
      return Interval.undefined(level, METHOD, missing);
    }
    double[][] fromX = x.sorted().values();
    double[][] fromY = y.sorted().values();
    double[][] left = alike(fromX);
    double[][] right = alike(fromY);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] figures = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      draw(fromX, left, random);
      draw(fromY, right, random);
      figures[r] = figure.of(left, right);
    }
    return percentile(figures, level);
  }

  static Interval percentile(double[] figures, double level) {
    double[] ends = Bootstrap.quantiles(figures, (1 - level) / 2, (1 + level) / 2);
    return Interval.of(ends[0], ends[1], level, METHOD);
  }

  private static double[][] alike(double[][] blocks) {
    double[][] alike = new double[blocks.length][];
    for (int block = 0; block < blocks.length; block++) {
      alike[block] = new double[blocks[block].length];
    }
    return alike;
  }

  private static void draw(double[][] from, double[][] to, SplittableRandom random) {
    for (int block = 0; block < from.length; block++) {
      for (int run = 0; run < to[block].length; run++) {
        to[block][run] = from[block][random.nextInt(from[block].length)];
      }
    }
  }
}
