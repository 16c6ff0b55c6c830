package org.normlab.study.answer.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Direction;
import org.normlab.statistics.score.Aggregate;
import org.normlab.statistics.score.AggregateScore;
import org.normlab.statistics.score.BlockScores;
import org.normlab.statistics.score.PerformanceProfile;

/** Computes the aggregates and the profile of one method. */
final class MethodAggregator {
  private static final String NO_TARGET =
      "it is defined for scores of which 1 is the target: shares, and values that are normalized";

  private final ScoreScale scale;
  private final double level;
  private final int resamples;
  private final double[] thresholds;

  /**
   * Takes what all methods share.
   *
   * @param thresholds of all profiles, in ascending order
   */
  MethodAggregator(ScoreScale scale, double level, int resamples, double[] thresholds) {
    this.scale = scale;
    this.level = level;
    this.resamples = resamples;
    this.thresholds = thresholds.clone();
  }

  Aggregates.OfMethod of(MethodScores method, BlockScores scores) {
    String lacking =
        scale.kind() == Aggregates.Scale.NONE
            ? "values of %d blocks have no scale in common".formatted(scores.size())
            : method.lacking(scores).orElse(null);
    String few = method.few(scores).orElse(null);
    return new Aggregates.OfMethod(
        method.method(),
        method.counts(),
        figures(scores, lacking, few),
        lacking == null ? profile(scores, few) : new PerformanceProfile(List.of()));
  }

  private List<AggregateScore> figures(
      BlockScores scores, @Nullable String lacking, @Nullable String few) {
    return AggregateScore.all(scores, level, resamples).stream()
        .map(one -> Undefined.where(one, reason(one.aggregate(), lacking), few))
        .toList();
  }

  private @Nullable String reason(Aggregate aggregate, @Nullable String lacking) {
    boolean hasNone = aggregate == Aggregate.OPTIMALITY_GAP && !scale.hasTarget();
    return lacking == null && hasNone ? NO_TARGET : lacking;
  }

  /** Turns a profile of scores of which lower are better into the shares below each threshold. */
  private PerformanceProfile profile(BlockScores scores, @Nullable String few) {
    if (scale.better() == Direction.HIGHER) {
      return without(few, PerformanceProfile.of(scores, thresholds, level, resamples).points());
    }
    double[] turned =
        IntStream.range(0, thresholds.length)
            .mapToDouble(i -> -thresholds[thresholds.length - 1 - i])
            .toArray();
    List<PerformanceProfile.At> points =
        new ArrayList<>(
            PerformanceProfile.of(scores.negated(), turned, level, resamples).points().stream()
                .map(at -> new PerformanceProfile.At(-at.threshold(), at.share(), at.interval()))
                .toList());
    Collections.reverse(points);
    return without(few, points);
  }

  private static PerformanceProfile without(
      @Nullable String few, List<PerformanceProfile.At> points) {
    return new PerformanceProfile(
        points.stream()
            .map(
                at ->
                    new PerformanceProfile.At(
                        at.threshold(), at.share(), Undefined.where(at.interval(), few)))
            .toList());
  }
}
