package org.normlab.statistics.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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

  /** Some figures of drawn runs {@code [block][run]}, given as places among the sorted ones. */
  @FunctionalInterface
  interface Figures {
    double[] of(int[][] drawn);
  }

  /** A figure of the drawn runs of two methods, given likewise. */
  @FunctionalInterface
  interface FigureOfTwo {
    double of(int[][] x, int[][] y);
  }

  /**
   * Computes intervals of several figures over the same resamples.
   *
   * @param count how many figures there are
   */
  static List<Interval> intervals(
      BlockScores scores, int count, Figures figures, double level, int resamples) {
    String missing = scores.missing().orElse(scores.varies() ? null : ALIKE);
    if (missing != null) {
      return Collections.nCopies(count, Interval.undefined(level, METHOD, missing));
    }
    int[][] drawn = places(scores);
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] found = new double[count][resamples];
    for (int r = 0; r < resamples; r++) {
      draw(drawn, random);
      double[] one = figures.of(drawn);
      for (int i = 0; i < count; i++) {
        found[i][r] = one[i];
      }
    }
    List<Interval> intervals = new ArrayList<>();
    for (double[] one : found) {
      intervals.add(percentile(one, level));
    }
    return intervals;
  }

  /** Computes the interval of a figure of two methods. */
  static Interval interval(
      BlockScores x, BlockScores y, FigureOfTwo figure, double level, int resamples) {
    String missing = x.missing().or(y::missing).orElse(x.varies() || y.varies() ? null : ALIKE);
    if (missing != null) {
      return Interval.undefined(level, METHOD, missing);
    }
    int[][] left = places(x);
    int[][] right = places(y);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] figures = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      draw(left, random);
      draw(right, random);
      figures[r] = figure.of(left, right);
    }
    return percentile(figures, level);
  }

  static Interval percentile(double[] figures, double level) {
    double[] ends = Bootstrap.quantiles(figures, (1 - level) / 2, (1 + level) / 2);
    return Interval.of(ends[0], ends[1], level, METHOD);
  }

  /** Returns room for the places of as many runs. */
  private static int[][] places(BlockScores scores) {
    return Arrays.stream(scores.values()).map(block -> new int[block.length]).toArray(int[][]::new);
  }

  /** Draws as many places of each block as it has runs, with replacement. */
  private static void draw(int[][] places, SplittableRandom random) {
    for (int[] block : places) {
      for (int run = 0; run < block.length; run++) {
        block[run] = random.nextInt(block.length);
      }
    }
  }
}
