package org.normlab.study.answer.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * Describes how runs are aggregated over blocks.
 *
 * @param resamples of the runs, between {@link #LEAST} and {@link #MOST}; null for {@link #PRESET},
 *     or fewer where a study is so large that these would take long
 */
public record AggregateSettings(ScoreNormalization normalize, @Nullable Integer resamples) {
  public static final int LEAST = 200;
  public static final int MOST = 50_000;
  public static final int PRESET = 2_000;

  /** Aggregates as a report does. */
  public static final AggregateSettings USUAL =
      new AggregateSettings(new ScoreNormalization.Known(), null);
}
