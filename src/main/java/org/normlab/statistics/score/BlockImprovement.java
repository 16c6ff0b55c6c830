package org.normlab.statistics.score;

import java.util.Optional;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;

/**
 * Describes how probably a run of one method is better than one of another in the same block: the
 * mean over blocks of the Mann–Whitney U over the number of comparisons, a tie counting half.
 *
 * @param interval by resampling the runs of both methods in each block
 */
public record BlockImprovement(Estimate probability, Interval interval) {
  private static final int RESAMPLES = 20_000;

  /**
   * Compares two methods.
   *
   * @param level of the interval, between 0 and 1
   * @throws IllegalArgumentException where they have different numbers of blocks
   */
  public static BlockImprovement of(BlockScores x, BlockScores y, double level) {
    return of(x, y, level, RESAMPLES);
  }

  /**
   * Compares two methods by a number of resamples, each of which takes a time that is linear in the
   * number of runs.
   *
   * @param level of the interval, between 0 and 1
   * @param resamples of the runs of both, at least 1
   * @throws IllegalArgumentException where they have different numbers of blocks
   */
  public static BlockImprovement of(BlockScores x, BlockScores y, double level, int resamples) {
    Interval.checked(level);
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(
          "both methods have scores in the same blocks; received %d and %d blocks"
              .formatted(x.size(), y.size()));
    }
    Optional<String> missing = x.missing().or(y::missing);
    Estimate probability =
        missing
            .map(Estimate::undefined)
            .orElseGet(() -> Estimate.of(probability(x.values(), y.values())));
    RunOrder order = RunOrder.of(x, y);
    Interval interval = StratifiedBootstrap.interval(x, y, order::probability, level, resamples);
    return new BlockImprovement(probability, interval);
  }

  /** Computes the probability of scores {@code [block][run]}. */
  static double probability(double[][] x, double[][] y) {
    double sum = 0;
    for (int block = 0; block < x.length; block++) {
      long halves = 0;
      for (double left : x[block]) {
        for (double right : y[block]) {
          halves += left > right ? 2 : left == right ? 1 : 0;
        }
      }
      sum += halves / (2.0 * x[block].length * y[block].length);
    }
    return sum / x.length;
  }
}
