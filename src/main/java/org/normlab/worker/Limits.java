package org.normlab.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Attempt;
import org.normlab.job.JobState;

/**
 * What a job may take: memory, time, attempts.
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

  TrainerSession.@Nullable Verdict memory(long used) {
    if (used <= slot.memoryBytes()) {
      return null;
    }
    return failed(
        "the training used %,d MB of memory, more than the %,d MB of its slot; take a smaller batchSize or fuse, or raise normlab.worker.memory-per-slot"
            .formatted(used / MEGABYTE, slot.memoryBytes() / MEGABYTE));
  }

  TrainerSession.@Nullable Verdict duration() {
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

  private static TrainerSession.Verdict failed(String reason) {
    return new TrainerSession.Verdict(JobState.FAILED, Attempt.FAILED, reason, null);
  }

  /** A crash may be one of chance, so the job is tried again a few times. */
  TrainerSession.Verdict afterCrash(String reason, @Nullable Integer exitCode) {
    int crashes = crashesBefore() + 1;
    if (crashes < maxAttempts) {
      return new TrainerSession.Verdict(JobState.QUEUED, Attempt.FAILED, reason, exitCode);
    }
    String last = "given up after %d attempts; in the last, %s".formatted(crashes, reason);
    return new TrainerSession.Verdict(
        JobState.FAILED, Attempt.FAILED, crashes == 1 ? reason : last, exitCode);
  }

  /** Attempts that the job brought to a bad end itself, not those that its workers did. */
  int crashesBefore() {
    return (int) earlier.stream().filter(a -> a.state().equals(Attempt.FAILED)).count();
  }

  /** Gives the job back, since what ended the attempt was not the job. */
  static TrainerSession.Verdict givenBack(String reason, @Nullable Integer exitCode) {
    return new TrainerSession.Verdict(
        JobState.QUEUED, Attempt.STOPPED, reason + "; the job waits", exitCode);
  }
}
