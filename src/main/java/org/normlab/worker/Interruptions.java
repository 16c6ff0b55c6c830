package org.normlab.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.normlab.job.Attempt;

/**
 * The attempts at a job that ended through no fault of its own, one after another: lost with their
 * worker or given back by it. They do not count as attempts of the job, but a job that takes every
 * worker down with it must not do so for ever: each attempt waits for longer than the one before,
 * and a job that was interrupted too often is given up. An attempt that wrote a checkpoint has
 * taken the job forward; the count begins anew after it.
 *
 * @param inARow how many
 * @param last when the last of them ended
 */
record Interruptions(int inARow, Instant last) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /**
   * Counts the interruptions after the last attempt that took its job forward.
   *
   * @param attempts at a job, all of which are over
   * @param lastForward number of the attempt that wrote the newest checkpoint; 0 where there is
   *     none
   */
  static Interruptions of(List<Attempt> attempts, int lastForward) {
    List<Attempt> interrupted =
        attempts.stream()
            .filter(attempt -> attempt.number() > lastForward && isInterrupted(attempt))
            .toList();
    Instant last =
        interrupted.stream().map(Interruptions::end).max(Instant::compareTo).orElse(Instant.MIN);
    return new Interruptions(interrupted.size(), last);
  }

  /** One that still counts as running here has a worker that fell silent. */
  private static boolean isInterrupted(Attempt attempt) {
    return switch (attempt.state()) {
      case LOST, STOPPED, RUNNING -> true;
      case COMPLETED, FAILED, CANCELLED -> false;
    };
  }

  private static Instant end(Attempt attempt) {
    return Objects.requireNonNullElse(attempt.ended(), attempt.leaseUntil());
  }

  /**
   * Returns when the next attempt may begin: at once after the first interruption, then 1 s, 2 s, 4
   * s …
   */
  Instant nextAttempt() {
    return inARow < 2 ? last : last.plus(backOff());
  }

  private Duration backOff() {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(inARow - 2, 20));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
