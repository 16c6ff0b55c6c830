package org.normlab.study.answer;

import org.normlab.job.RunOutcome;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Score;
import org.normlab.study.StudyRun;

/**
 * A metric by which runs are scored and methods compared.
 *
 * @param better which end of it is the good one
 */
record ScoredMetric(String name, Direction better) {

  /**
   * Reads the metric of a stored study. One that an earlier version accepted though neither end of
   * it is good is compared as it was then: as if more were better.
   */
  static ScoredMetric of(String name) {
    Direction better = Metrics.find(name).map(Metric::better).orElse(Direction.HIGHER);
    return new ScoredMetric(name, better);
  }

  /** Tells whether it is measured on that part of the data, at whichever epoch. */
  boolean isOf(String part) {
    return name.startsWith(part + ".") || name.startsWith(Metrics.BEST + part + ".");
  }

  /** Tells whether a run that diverged has 0 of it, as of an accuracy. */
  boolean isShare() {
    return Metrics.isShare(name);
  }

  /**
   * Scores a run for choosing: what was seen on test rows does not weigh, unless the metric is
   * measured on them.
   */
  Score choosing(StudyRun run) {
    Double value = run.summary().get(name);
    return run.divergedOnTestAlone() && value != null && !isOf("test")
        ? Score.of(value)
        : score(run);
  }

  /** Scores a run by the metric's value in its summary. */
  Score score(StudyRun run) {
    if (run.outcome() == RunOutcome.DIVERGED) {
      return Score.DIVERGED;
    }
    Double value = run.summary().get(name);
    boolean ended = run.outcome().isEnded() && !run.isLost();
    return ended && value != null ? Score.of(value) : Score.MISSING;
  }
}
