package org.normlab.job;

import java.util.Arrays;
import java.util.List;
import org.normlab.train.Outcome;

/** The outcome of a run. */
public enum RunOutcome {
  /** The run has not ended. */
  PENDING,
  COMPLETED,
  STOPPED_EARLY,
  DIVERGED,
  /** Its job failed before the run had an outcome of its own. */
  FAILED,
  /** Its job was cancelled before the run had an outcome of its own. */
  CANCELLED;

  /** Maps the ending of a training. */
  public static RunOutcome of(Outcome ending) {
    return switch (ending) {
      case COMPLETED -> COMPLETED;
      case STOPPED_EARLY -> STOPPED_EARLY;
      case DIVERGED -> DIVERGED;
    };
  }

  /**
   * Maps the end of a job to the outcome of those of its runs that have none. A job succeeds only
   * when every run has one, so that a run without one is a failure.
   */
  public static RunOutcome without(JobState end) {
    return switch (end) {
      case CANCELLED -> CANCELLED;
      case FAILED, SUCCEEDED -> FAILED;
      case QUEUED, RUNNING -> throw new IllegalArgumentException(end + " is no end of a job");
    };
  }

  /** Lists the outcomes of runs that have ended. */
  public static List<RunOutcome> ended() {
    return Arrays.stream(values()).filter(RunOutcome::isEnded).toList();
  }

  /** Lists the outcomes that say something about the method of a run. */
  public static List<RunOutcome> measured() {
    return ended().stream().filter(outcome -> !outcome.isLost()).toList();
  }

  public boolean isEnded() {
    return this != PENDING;
  }

  /** Tells whether the run ended without saying anything about its method. */
  public boolean isLost() {
    return this == FAILED || this == CANCELLED;
  }
}
