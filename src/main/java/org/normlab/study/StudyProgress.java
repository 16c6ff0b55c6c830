package org.normlab.study;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Describes how far a study is: one row over all of its jobs.
 *
 * @param version grows with every change of the study or of one of its jobs
 * @param share of the training that is done, 0 to 1
 * @param asked what the user wants of the study
 * @param ended runs with an outcome, those that diverged, failed or were cancelled among them
 * @param finished when the last job ended; null while one has not
 */
public record StudyProgress(
    long version,
    StudyState asked,
    int jobs,
    int queued,
    int running,
    int succeeded,
    int failed,
    int cancelled,
    double share,
    int runs,
    int ended,
    int diverged,
    int failedRuns,
    int cancelledRuns,
    @Nullable Instant started,
    @Nullable Instant finished) {

  /** Returns the state that users see. */
  public StudyPhase state() {
    boolean over = queued + running == 0;
    return switch (asked) {
      case CANCELLED -> StudyPhase.CANCELLED;
      case PAUSED -> over ? StudyPhase.COMPLETED : StudyPhase.PAUSED;
      case ACTIVE ->
          over ? StudyPhase.COMPLETED : queued == jobs ? StudyPhase.QUEUED : StudyPhase.RUNNING;
    };
  }

  /** Seconds until the end if it goes on as until now; null while nothing can be said. */
  public @Nullable Double secondsLeft(Instant now) {
    if (started == null || share <= 0 || queued + running == 0 || asked != StudyState.ACTIVE) {
      return null;
    }
    double spent = Math.max(0, now.toEpochMilli() - started.toEpochMilli()) / 1000.0;
    return spent * (1 - share) / share;
  }
}
