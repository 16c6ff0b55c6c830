package org.normlab.job;

import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt and what becomes of its job.
 *
 * @param job the state that the job goes to: terminal, or QUEUED to give it back for another try
 * @param reason a sentence for the user
 * @param exitCode of the trainer process, where it ended by itself
 */
public record AttemptEnd(
    JobState job, AttemptState attempt, @Nullable String reason, @Nullable Integer exitCode) {
  public AttemptEnd {
    if (!JobState.RUNNING.mayBecome(job) || attempt == AttemptState.RUNNING) {
      throw new IllegalArgumentException(
          "an attempt cannot end %s with its job %s".formatted(attempt, job));
    }
  }
}
