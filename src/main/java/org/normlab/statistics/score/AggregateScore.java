package org.normlab.statistics.score;

import java.util.Arrays;
import java.util.List;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;

/**
 * An aggregate of a method's scores.
 *
 * @param interval by stratified bootstrap
 */
public record AggregateScore(Aggregate aggregate, Estimate value, Interval interval) {
  /** Equals rliable's default: the ends then vary by about a hundredth of the width. */
  static final int RESAMPLES = 50_000;

  /**
   * Computes all aggregates.
   *
   * @param level of the intervals, between 0 and 1
   */
  public static List<AggregateScore> all(BlockScores scores, double level) {
    return Arrays.stream(Aggregate.values()).map(one -> of(one, scores, level)).toList();
  }

  /**
   * Computes one aggregate.
   *
   * @param level of the interval, between 0 and 1
   */
  public static AggregateScore of(Aggregate aggregate, BlockScores scores, double level) {
    Interval.checked(level);
    Interval interval = StratifiedBootstrap.interval(scores, aggregate::of, level, RESAMPLES);
    return new AggregateScore(aggregate, aggregate.of(scores), interval);
  }
}
