package org.normlab.study.answer.aggregate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bounds the time of an answer: as many resamples as the size of a study allows. */
final class ResampleBudget {
  /** Draws of a run that take about two seconds of one core. */
  private static final long DRAWS = 400_000_000;

  /** A run in the aggregates of its method costs as much as in that many pairs. */
  private static final int AGGREGATES = 6;

  private final int methods;
  private final long runs;

  ResampleBudget(List<MethodScores> methods) {
    this.methods = methods.size();
    this.runs =
        methods.stream()
            .flatMap(method -> method.counts().stream())
            .mapToLong(count -> count.values() + count.diverged())
            .sum();
  }

  /**
   * Returns the number of resamples.
   *
   * @param asked null for the usual number, or fewer
   * @throws IllegalAggregate where more are asked for than are allowed
   */
  int of(@Nullable Integer asked) {
    int most = most();
    if (asked == null) {
      return Math.min(AggregateSettings.PRESET, most);
    }
    if (asked < AggregateSettings.LEAST || asked > most) {
      throw new IllegalAggregate(
          "resamples must be %d to %d for %d methods and %d runs; received %d"
              .formatted(AggregateSettings.LEAST, most, methods, runs, asked));
    }
    return asked;
  }

  private int most() {
    long draws = Math.max(1, runs * (methods + AGGREGATES));
    return Math.clamp(DRAWS / draws, AggregateSettings.LEAST, AggregateSettings.MOST);
  }
}
