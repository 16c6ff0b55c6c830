package org.normlab.study.answer.aggregate;

import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;
import org.normlab.statistics.score.AggregateScore;
import org.normlab.statistics.score.BlockImprovement;

/** Takes back figures, or their intervals alone, for a reason. */
final class Undefined {
  private Undefined() {}

  /**
   * Returns a figure as it is where there is no reason.
   *
   * @param lacking why there is no figure
   * @param few why there is no interval
   */
  static AggregateScore where(
      AggregateScore score, @Nullable String lacking, @Nullable String few) {
    return new AggregateScore(
        score.aggregate(),
        lacking == null ? score.value() : Estimate.undefined(lacking),
        where(score.interval(), lacking == null ? few : lacking));
  }

  /** Does the same for a pair of methods. */
  static BlockImprovement where(
      BlockImprovement improvement, @Nullable String lacking, @Nullable String few) {
    return new BlockImprovement(
        lacking == null ? improvement.probability() : Estimate.undefined(lacking),
        where(improvement.interval(), lacking == null ? few : lacking));
  }

  static Interval where(Interval interval, @Nullable String reason) {
    return reason == null
        ? interval
        : Interval.undefined(interval.level(), interval.method(), reason);
  }
}
