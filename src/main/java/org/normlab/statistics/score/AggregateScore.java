package org.normlab.statistics.score;

import java.util.ArrayList;
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
    return all(scores, level, RESAMPLES);
  }

  /**
   * Computes all aggregates over the same resamples.
   *
   * @param level of the intervals, between 0 and 1
   * @param resamples of the runs, at least 1
   */
  public static List<AggregateScore> all(BlockScores scores, double level, int resamples) {
    Interval.checked(level);
    Aggregate[] aggregates = Aggregate.values();
    ResampledAggregates resampled = new ResampledAggregates(scores);
    List<Interval> intervals =
        StratifiedBootstrap.intervals(scores, aggregates.length, resampled::of, level, resamples);
    List<AggregateScore> all = new ArrayList<>();
    for (int i = 0; i < aggregates.length; i++) {
      all.add(new AggregateScore(aggregates[i], aggregates[i].of(scores), intervals.get(i)));
    }
    return all;
  }

  /**
   * Computes one aggregate.
   *
   * @param level of the interval, between 0 and 1
   */
  public static AggregateScore of(Aggregate aggregate, BlockScores scores, double level) {
    return find(all(scores, level), aggregate);
  }

  /** Returns one of the scores of all aggregates. */
  public static AggregateScore find(List<AggregateScore> all, Aggregate aggregate) {
    return all.stream().filter(score -> score.aggregate() == aggregate).findFirst().orElseThrow();
  }
}
