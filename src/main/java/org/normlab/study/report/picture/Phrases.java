package org.normlab.study.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normlab.job.RunOutcome;
import org.normlab.statistics.Interval;
import org.normlab.statistics.score.Aggregate;
import org.normlab.study.answer.Comparison;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.report.element.Numbers;

/** Small texts that several parts of a report share. */
public final class Phrases {
  /** The aggregates in the order in which they are shown. */
  public static final List<Aggregate> AGGREGATES =
      List.of(Aggregate.IQM, Aggregate.MEAN, Aggregate.MEDIAN, Aggregate.OPTIMALITY_GAP);

  /** The pairs of so many methods are all shown; of more, those with the baseline. */
  private static final int MOST_METHODS = 8;

  private Phrases() {}

  /** Returns what an aggregate is called. */
  public static String name(Aggregate aggregate) {
    return switch (aggregate) {
      case IQM -> "IQM";
      case MEAN -> "mean";
      case MEDIAN -> "median";
      case OPTIMALITY_GAP -> "optimality gap";
    };
  }

  /** Returns an interval, or why there is none. */
  static String interval(Interval interval) {
    return interval.low() == null || interval.high() == null
        ? "no interval: " + interval.reason()
        : "interval " + Numbers.interval(interval.low(), interval.high());
  }

  /** Returns the pairs that are shown: all of a few methods, else those with the baseline. */
  public static List<Aggregates.OfPair> shownPairs(Aggregates aggregates) {
    return aggregates.methods().size() <= MOST_METHODS
        ? aggregates.pairs()
        : aggregates.pairs().stream()
            .filter(pair -> pair.other().equals(aggregates.baseline()))
            .toList();
  }

  /** Returns a note that some pairs are not shown; empty where all are. */
  public static String leftOut(Aggregates aggregates) {
    return aggregates.methods().size() <= MOST_METHODS
        ? ""
        : " Of %d methods only the pairs with %s are shown; GET /studies/{id}/aggregate has all."
            .formatted(aggregates.methods().size(), aggregates.baseline());
  }

  /** Returns how a run ended. */
  public static String outcome(RunOutcome outcome) {
    return switch (outcome) {
      case PENDING -> "to come";
      case COMPLETED -> "completed";
      case STOPPED_EARLY -> "stopped early";
      case DIVERGED -> "diverged";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }

  /** Returns what of some runs did not end well; empty where all did. */
  public static String troubles(Comparison.Counts counts) {
    List<String> troubles = new ArrayList<>();
    add(troubles, counts.diverged(), "diverged");
    add(troubles, counts.failed(), "failed");
    add(troubles, counts.cancelled(), "cancelled");
    add(troubles, counts.pending(), "still to come");
    return String.join(", ", troubles);
  }

  private static void add(List<String> troubles, int count, String what) {
    if (count > 0) {
      troubles.add(count + " " + what);
    }
  }

  /** Settings as {@code data = digits, batchSize = 32}. */
  public static String settings(Map<String, String> labels) {
    List<String> settings = new ArrayList<>();
    labels.forEach((name, label) -> settings.add(name + " = " + label));
    return String.join(", ", settings);
  }

  /** ", data = digits" behind a title; empty where everything is compared at once. */
  public static String where(Map<String, String> coordinates) {
    return coordinates.isEmpty() ? "" : ", " + settings(coordinates);
  }
}
