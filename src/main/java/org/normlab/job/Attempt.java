package org.normlab.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a worker at a job.
 *
 * @param exitCode of the trainer process, where it ended by itself
 * @param leaseUntil after which another worker may take over
 * @param version of the Normlab that made it; null where it was not recorded yet
 * @param note what it met on its way, such as a broken checkpoint; null where there is nothing to
 *     say
 */
public record Attempt(
    Claim claim,
    String worker,
    String slot,
    AttemptState state,
    @Nullable String reason,
    @Nullable Integer exitCode,
    Instant started,
    @Nullable Instant ended,
    Instant leaseUntil,
    @Nullable String version,
    @Nullable String note) {
  public String job() {
    return claim.job();
  }

  /** Counts the attempts at the job, from 1. */
  public int number() {
    return claim.attempt();
  }
}
