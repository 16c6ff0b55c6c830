package org.normlab.statistics.score;

import java.util.ArrayList;
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
   * @param thresholds in ascending order
   * @param level of the intervals, between 0 and 1
   */
  public static PerformanceProfile of(BlockScores scores, double[] thresholds, double level) {
    return of(scores, thresholds, level, RESAMPLES);
  }

  /**
   * Computes the curve by a number of resamples.
   *
   * @param thresholds in ascending order
   * @param level of the intervals, between 0 and 1
   * @param resamples of the runs, at least 1
   * @throws IllegalArgumentException where the thresholds do not ascend
   */
  public static PerformanceProfile of(
      BlockScores scores, double[] thresholds, double level, int resamples) {
    Interval.checked(level);
    for (int i = 1; i < thresholds.length; i++) {
      if (!(thresholds[i] > thresholds[i - 1])) {
        throw new IllegalArgumentException(
            "thresholds ascend; received " + Arrays.toString(thresholds));
      }
    }
    int[][] passed = passed(scores.sorted(), thresholds);
    int count = thresholds.length;
    List<Interval> intervals =
        StratifiedBootstrap.intervals(
            scores, count, drawn -> shares(picked(passed, drawn), count), level, resamples);
    double[] shares = scores.missing().isPresent() ? new double[count] : shares(passed, count);
    List<At> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double share = shares[i];
      Estimate estimate =
          scores.missing().map(Estimate::undefined).orElseGet(() -> Estimate.of(share));
      points.add(new At(thresholds[i], estimate, intervals.get(i)));
    }
    return new PerformanceProfile(points);
  }

  /** Returns, in place of each score, how many thresholds it is above. */
  private static int[][] passed(BlockScores scores, double... thresholds) {
    return Arrays.stream(scores.values())
        .map(block -> Arrays.stream(block).mapToInt(one -> passed(one, thresholds)).toArray())
        .toArray(int[][]::new);
  }

  private static int passed(double score, double... thresholds) {
    int passed = 0;
    while (passed < thresholds.length && score > thresholds[passed]) {
      passed++;
    }
    return passed;
  }

  private static int[][] picked(int[][] from, int[][] drawn) {
    int[][] picked = new int[drawn.length][];
    for (int block = 0; block < drawn.length; block++) {
      int[] all = from[block];
      picked[block] = Arrays.stream(drawn[block]).map(place -> all[place]).toArray();
    }
    return picked;
  }

  /** Computes the share above each threshold from how many thresholds each run is above. */
  private static double[] shares(int[][] passed, int count) {
    double[] shares = new double[count];
    for (int[] block : passed) {
      int[] runs = new int[count + 1];
      for (int one : block) {
        runs[one]++;
      }
      int above = 0;
      for (int i = count - 1; i >= 0; i--) {
        above += runs[i + 1];
        shares[i] += (double) above / block.length;
      }
    }
    return Arrays.stream(shares).map(sum -> sum / passed.length).toArray();
  }
}
