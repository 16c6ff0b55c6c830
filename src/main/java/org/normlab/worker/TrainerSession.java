package org.normlab.worker;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.JobState;
import org.normlab.job.StaleAttempt;
import org.normlab.job.life.Attempts;
import org.normlab.trainer.Message;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** One attempt from its trainer's start to its end. */
final class TrainerSession {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration LAST_GASP = Duration.ofSeconds(2);
  private static final long RETRY_MILLIS = 500;
  private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

  private final Attempt attempt;
  private final TrainerProcess trainer;
  private final Recorder recorder;
  private final Attempts attempts;
  private final Limits limits;
  private final Lease lease;
  private final Duration leaseLength;
  private final BooleanSupplier shuttingDown;
  private final Watchdog watchdog;
  private final Claiming claiming;

  /** Says what is to become of the attempt when its trainer has stopped. */
  private @Nullable AttemptEnd stopping;

  /** Says whether the trainer was ended from another thread, since the lease was over. */
  private volatile boolean lapsed;

  private long stopAsked;
  private long peakBytes;

  TrainerSession(
      Attempt attempt,
      TrainerProcess trainer,
      Recorder recorder,
      Attempts attempts,
      Limits limits,
      WorkerSettings settings,
      BooleanSupplier shuttingDown,
      Watchdog watchdog,
      Claiming claiming) {
    this.attempt = attempt;
    this.trainer = trainer;
    this.recorder = recorder;
    this.attempts = attempts;
    this.limits = limits;
    this.lease = new Lease(settings.lease(), settings.heartbeat(), System::nanoTime);
    this.leaseLength = settings.lease();
    this.shuttingDown = shuttingDown;
    this.watchdog = watchdog;
    this.claiming = claiming;
  }

  /**
   * Follows the trainer to its end and stores how it ended.
   *
   * @throws StaleAttempt when another owns the job by now
   */
  void run(Message.Start start) throws InterruptedException {
    try {
      follow(start);
    } finally {
      watchdog.end(this);
    }
  }

  private void follow(Message.Start start) throws InterruptedException {
    turn();
    trainer.send(start);
    AttemptEnd end = null;
    while (end == null) {
      turn();
      end = listen();
      recorder.log(trainer.newLines());
      if (end == null) {
        store();
        renew();
        end = watch();
      }
    }
    finish(unlessCannotWrite(end));
  }

  private void turn() {
    watchdog.turn(this, "attempt %d at job %s".formatted(attempt.number(), attempt.job()));
  }

  /** Ends the trainer, from another thread, if the lease is over that this one should renew. */
  void endWithoutLease() {
    if (lease.isOver()) {
      lapsed = true;
      trainer.destroy();
    }
  }

  /**
   * Hears the trainer for a tick, or to its last word: what is stored at once costs one transaction
   * a tick, however much it says.
   */
  private @Nullable AttemptEnd listen() throws InterruptedException {
    if (recorder.isFull()) {
      Thread.sleep(TICK);
      return null;
    }
    long over = System.nanoTime() + TICK.toNanos();
    for (long left = TICK.toNanos(); left >= 0; left = over - System.nanoTime()) {
      TrainerProcess.Heard heard = trainer.next(Duration.ofNanos(left));
      if (heard == null) {
        return null;
      }
      if (heard.message() instanceof Message.Finished finished) {
        return concluded(finished);
      }
      if (heard.message() instanceof Message.Event event) {
        recorder.add(event);
      } else {
        return heard.garbage() == null ? ended() : garbage(heard.garbage());
      }
      if (recorder.isFull()) {
        return null;
      }
    }
    return null;
  }

  /** Replaces a failure by that of the volume where a trial write fails too. */
  private AttemptEnd unlessCannotWrite(AttemptEnd end) {
    if (end.attempt() != AttemptState.FAILED) {
      return end;
    }
    String obstacle = claiming.check();
    return obstacle == null
        ? end
        : Limits.givenBack(obstacle + "; meanwhile, " + end.reason(), end.exitCode());
  }

  private AttemptEnd cannotWrite(Message.Finished finished) {
    Long bytes = finished.unwrittenBytes();
    claiming.pause(bytes == null ? 0 : bytes, finished.reason());
    return Limits.givenBack(finished.reason(), null);
  }

  private AttemptEnd concluded(Message.Finished finished) {
    peakBytes = Math.max(peakBytes, trainer.residentBytes());
    return switch (finished.end()) {
      case COMPLETED -> new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null);
      case FAILED -> new AttemptEnd(JobState.FAILED, AttemptState.FAILED, finished.reason(), null);
      case CANNOT_WRITE -> cannotWrite(finished);
      case STOPPED ->
          stopping != null
              ? stopping
              : new AttemptEnd(
                  JobState.FAILED, AttemptState.FAILED, "the trainer stopped unasked", null);
    };
  }

  private AttemptEnd ended() throws InterruptedException {
    int code = trainer.exitCode();
    if (stopping != null) {
      return stopping;
    }
    if (lapsed) {
      return Limits.givenBack(
          "the trainer was ended, since its worker could not renew the lease", code);
    }
    String what = Crash.describe(code, trainer.crashSignal(), trainer.lastLines());
    return Crash.isFromOutside(code) ? Limits.givenBack(what, code) : limits.afterCrash(what, code);
  }

  private AttemptEnd garbage(String what) throws InterruptedException {
    // A process that dies may be cut short within a word.
    if (trainer.endsWithin(LAST_GASP) && trainer.exitCode() != 0) {
      return ended();
    }
    trainer.kill();
    return limits.afterCrash("the trainer said what is no message, so it was ended: " + what, null);
  }

  /** The database may be away; what it did not take is kept. */
  private void store() {
    try {
      recorder.flush();
    } catch (DataIntegrityViolationException e) {
      throw e;
    } catch (DataAccessException | TransactionException e) {
      // Tried again at the next turn, until the lease is over.
    }
  }

  private void renew() throws InterruptedException {
    if (!lease.isDue()) {
      return;
    }
    try {
      boolean cancel = lease.renew(() -> attempts.renew(attempt.claim(), leaseLength));
      trainer.send(new Message.Renew());
      if (cancel && stopping == null) {
        String reason = attempts.cancelReason(attempt.job());
        stop(new AttemptEnd(JobState.CANCELLED, AttemptState.CANCELLED, reason, null));
      }
    } catch (DataAccessException | TransactionException e) {
      if (lease.isOver()) {
        trainer.kill();
        throw new StaleAttempt(attempt.claim());
      }
    }
  }

  private @Nullable AttemptEnd watch() throws InterruptedException {
    long used = trainer.residentBytes();
    peakBytes = Math.max(peakBytes, used);
    AttemptEnd over = limits.memory(used);
    if (over != null) {
      trainer.kill();
      return over;
    }
    if (stopping == null) {
      AttemptEnd late = limits.duration();
      if (late != null) {
        stop(late);
      } else if (shuttingDown.getAsBoolean()) {
        stop(Limits.givenBack("the worker was shut down", null));
      }
      return null;
    }
    if (System.nanoTime() - stopAsked > GRACE_NANOS) {
      trainer.kill();
      return stopping;
    }
    return null;
  }

  private void stop(AttemptEnd end) {
    stopping = end;
    stopAsked = System.nanoTime();
    trainer.send(new Message.Stop(end.reason() == null ? "" : end.reason()));
  }

  /**
   * Ends the attempt. What is fenced may be tried for as long as it takes; another worker ends it.
   */
  private void finish(AttemptEnd end) throws InterruptedException {
    while (true) {
      turn();
      try {
        recorder.flush(() -> attempts.finish(attempt.claim(), end, peakBytes));
        return;
      } catch (DataIntegrityViolationException e) {
        throw e;
      } catch (DataAccessException | TransactionException e) {
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }
}
