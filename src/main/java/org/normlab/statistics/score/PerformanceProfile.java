package org.normlab.statistics.score;

import java.util.Arrays;
import java.util.List;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;

/** The share of scores above each of some thresholds, as a curve with a band. */
public record PerformanceProfile(List<At> points) {
  private static final int RESAMPLES = 2_000;

  /**
   * One point of the curve.
   *
   * @param share the mean over blocks of the share of their runs with a score above the threshold
   * @param interval by stratified bootstrap, for each threshold by itself
   */
  public record At(double threshold, Estimate share, Interval interval) {}

  /**
   * Computes the curve.
   *
   * @param level of the intervals, between 0 and 1
   */
  public static PerformanceProfile of(BlockScores scores, double[] thresholds, double level) {
    Interval.checked(level);
    return new PerformanceProfile(
        Arrays.stream(thresholds).mapToObj(threshold -> at(scores, threshold, level)).toList());
  }

  private static At at(BlockScores scores, double threshold, double level) {
    Estimate share =
        scores
            .missing()
            .map(Estimate::undefined)
            .orElseGet(() -> Estimate.of(share(scores.values(), threshold)));
    Interval interval =
        StratifiedBootstrap.interval(scores, blocks -> share(blocks, threshold), level, RESAMPLES);
    return new At(threshold, share, interval);
  }

  private static double share(double[][] blocks, double threshold) {
    double sum = 0;
    for (double[] block : blocks) {
      int above = 0;
      for (double score : block) {
        above += score > threshold ? 1 : 0;
      }
      sum += (double) above / block.length;
    }
    return sum / blocks.length;
  }
}
