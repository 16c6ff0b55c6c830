package org.normlab.study.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normlab.job.RunOutcome;
import org.normlab.study.answer.Comparison;

/** Small texts that several parts of a report share. */
public final class Phrases {
  private Phrases() {}

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
