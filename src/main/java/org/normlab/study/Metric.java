package org.normlab.study;

import org.normlab.statistics.Better;
import org.normlab.statistics.Score;

/** A figure of a run's summary by which methods are compared. */
record Metric(String name, Better better) {
  /** How the names of a run's best epoch's figures begin. */
  static final String BEST = "best.";

  private static final String ACCURACY = "accuracy";

  /** Losses, times and norms are better the lower they are; everything else the higher. */
  static Metric of(String name) {
    boolean lower =
        name.endsWith("loss") || name.endsWith("seconds") || name.endsWith("gradientNorm");
    return new Metric(name, lower ? Better.LOWER : Better.HIGHER);
  }

  /** Whether it is measured on that part of the data, at whichever epoch. */
  boolean isOf(String part) {
    return name.startsWith(part + ".") || name.startsWith(BEST + part + ".");
  }

  boolean isAccuracy() {
    return name.toLowerCase(java.util.Locale.ROOT).endsWith(ACCURACY);
  }

  /**
   * How the run ended by this figure, for choosing: what was seen on test rows does not weigh,
   * unless the figure is one of them.
   */
  Score choosing(StudyRun run) {
    Double value = run.summary().get(name);
    return run.divergedOnTestAlone() && value != null && !isOf("test")
        ? Score.of(value)
        : score(run);
  }

  /** How the run ended by this figure. */
  Score score(StudyRun run) {
    if (run.outcome().equals("DIVERGED")) {
      return Score.DIVERGED;
    }
    Double value = run.summary().get(name);
    boolean ended = !run.outcome().equals("PENDING") && !run.isLost();
    return ended && value != null ? Score.of(value) : Score.MISSING;
  }
}
