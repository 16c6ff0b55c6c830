package org.normlab.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of a worker at a job.
 *
 * @param state RUNNING, COMPLETED, LOST, FAILED, CANCELLED or STOPPED
 * @param exitCode of the trainer process, where it ended by itself
 * @param leaseUntil after which another worker may take over
 * @param version of the Normlab that made it; null where it was not recorded yet
 * @param note what it met on its way, such as a broken checkpoint; null where there is nothing to
 *     say
 */
public record Attempt(
    String job,
    int number,
    String worker,
    String slot,
    String state,
    @Nullable String reason,
    @Nullable Integer exitCode,
    Instant started,
    @Nullable Instant ended,
    Instant leaseUntil,
    @Nullable String version,
    @Nullable String note) {
  public static final String RUNNING = "RUNNING";
  public static final String COMPLETED = "COMPLETED";
  public static final String LOST = "LOST";
  public static final String FAILED = "FAILED";
  public static final String CANCELLED = "CANCELLED";
  public static final String STOPPED = "STOPPED";
}
