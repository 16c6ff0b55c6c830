package org.normlab.study;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a study is: one row over all of its jobs.
 *
 * @param version grows with every change of the study or of one of its jobs
 * @param share of the training that is done, 0 to 1
 * @param ended runs with an outcome, those that diverged, failed or were cancelled among them
 * @param finished when the last job ended; null while one has not
 */
public record StudyProgress(
    long version,
    Study.Will will,
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

  /** QUEUED, RUNNING, PAUSED, COMPLETED or CANCELLED. */
  public String state() {
    if (queued + running == 0) {
      return will == Study.Will.CANCELLED ? "CANCELLED" : "COMPLETED";
    }
    return switch (will) {
      case CANCELLED -> "CANCELLED";
      case PAUSED -> "PAUSED";
      case ACTIVE -> queued == jobs ? "QUEUED" : "RUNNING";
    };
  }

  /** Seconds until the end if it goes on as until now; null while nothing can be said. */
  public @Nullable Double secondsLeft(Instant now) {
    if (started == null || share <= 0 || queued + running == 0 || will != Study.Will.ACTIVE) {
      return null;
    }
    double spent = Math.max(0, now.toEpochMilli() - started.toEpochMilli()) / 1000.0;
    return spent * (1 - share) / share;
  }
}
