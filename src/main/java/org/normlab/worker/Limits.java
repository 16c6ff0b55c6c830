package org.normlab.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.JobState;

/**
 * Describes what a job may take: memory, time, attempts.
 *
 * @param earlier attempts at the job before this one
 * @param maxDuration over all attempts; null for no limit
 */
record Limits(
    Slot slot,
    List<Attempt> earlier,
    int maxAttempts,
    @Nullable Duration maxDuration,
    long startedNanos) {
  private static final long MEGABYTE = 1 << 20;

  @Nullable AttemptEnd memory(long used) {
    if (used <= slot.memoryBytes()) {
      return null;
    }
    return failed(
        "the training used %,d MB of memory, more than the %,d MB of its slot; take a smaller batchSize or fuse, or raise normlab.worker.memory-per-slot"
            .formatted(used / MEGABYTE, slot.memoryBytes() / MEGABYTE));
  }

  @Nullable AttemptEnd duration() {
    if (maxDuration == null) {
      return null;
    }
    Duration before =
        earlier.stream()
            .map(one -> Duration.between(one.started(), end(one)))
            .reduce(Duration.ZERO, Duration::plus);
    Duration taken = before.plusNanos(System.nanoTime() - startedNanos);
    return taken.compareTo(maxDuration) <= 0
        ? null
        : failed("the job has run for maxDuration, %s".formatted(maxDuration));
  }

  private static Instant end(Attempt attempt) {
    Instant ended = attempt.ended();
    return ended == null ? attempt.leaseUntil() : ended;
  }

  private static AttemptEnd failed(String reason) {
    return new AttemptEnd(JobState.FAILED, AttemptState.FAILED, reason, null);
  }

  /** A crash may be one of chance, so the job is tried again a few times. */
  AttemptEnd afterCrash(String reason, @Nullable Integer exitCode) {
    int crashes = crashesBefore() + 1;
    if (crashes < maxAttempts) {
      return new AttemptEnd(JobState.QUEUED, AttemptState.FAILED, reason, exitCode);
    }
    String last = "given up after %d attempts; in the last, %s".formatted(crashes, reason);
    return new AttemptEnd(
        JobState.FAILED, AttemptState.FAILED, crashes == 1 ? reason : last, exitCode);
  }

  /** Attempts that the job brought to a bad end itself, not those that its workers did. */
  int crashesBefore() {
    return (int) earlier.stream().filter(a -> a.state() == AttemptState.FAILED).count();
  }

  /** Gives the job back, since what ended the attempt was not the job. */
  static AttemptEnd givenBack(String reason, @Nullable Integer exitCode) {
    return new AttemptEnd(
        JobState.QUEUED, AttemptState.STOPPED, reason + "; the job waits", exitCode);
  }
}
