package org.normlab.job.life;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.StaleAttempt;
import org.normlab.job.TrainingSize;
import org.normlab.job.index.SearchIndexRows;
import org.normlab.storage.Build;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims jobs for workers and stores what their attempts report. Every write of an attempt that
 * does not own its job any more throws {@link StaleAttempt} and changes nothing.
 */
@Component
public class Attempts {
  private final JdbcClient sql;
  private final JdbcTemplate batches;
  private final TransactionTemplate transaction;
  private final Fence fence;
  private final Build build;
  private final JobRepository jobs;
  private final JobRunRepository runs;
  private final AttemptRepository attempts;
  private final DatabaseClock clock;

  Attempts(
      JdbcClient sql,
      JdbcTemplate batches,
      TransactionTemplate transaction,
      Fence fence,
      Build build,
      JobRepository jobs,
      JobRunRepository runs,
      AttemptRepository attempts,
      DatabaseClock clock) {
    this.sql = sql;
    this.batches = batches;
    this.transaction = transaction;
    this.fence = fence;
    this.build = build;
    this.jobs = jobs;
    this.runs = runs;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * Makes a new attempt the owner of a job that waits, or whose owner let its lease run out; empty
   * where another owns it or it has ended.
   */
  public Optional<Attempt> claim(String job, String worker, String slot, Duration lease) {
    Optional<Attempt> claimed = transaction.execute(_ -> claimLocked(job, worker, slot, lease));
    return claimed == null ? Optional.empty() : claimed;
  }

  private Optional<Attempt> claimLocked(String id, String worker, String slot, Duration lease) {
    Optional<JobEntity> found = jobs.findById(id).filter(JobEntity::isOpen);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    JobEntity job = found.get();
    Instant now = clock.now();
    if (job.state() == JobState.RUNNING) {
      // Read under the lock: whoever renews the lease holds it too.
      AttemptEntity owner = attempts.findById(job.claim()).orElseThrow();
      if (!owner.isLapsed(now)) {
        return Optional.empty();
      }
      owner.lose(worker, now);
      job.lose();
      AttemptCounter.ended(AttemptState.LOST);
    }
    Claim claim = job.begin(now);
    AttemptEntity attempt =
        new AttemptEntity(claim, worker, slot, now, now.plus(lease), build.version());
    return Optional.of(attempts.save(attempt).view());
  }

  /** Several writes of an attempt in one transaction: all of them or none. */
  public void together(Claim claim, Runnable writes) {
    fence.guard(claim, writes);
  }

  /** Returns whether a cancel is requested. */
  public boolean renew(Claim claim, Duration lease) {
    return fence.owned(
        claim,
        job -> {
          attempt(claim).renew(clock.now().plus(lease));
          return job.isCancelRequested();
        });
  }

  /** Returns the attempt of a claim that is proven. */
  private AttemptEntity attempt(Claim claim) {
    return attempts.findById(claim).orElseThrow();
  }

  /** Returns why the user cancels the job; null where nobody does. */
  public @Nullable String cancelReason(String job) {
    return jobs.cancelReason(job).orElse(null);
  }

  /** Stores the size of the training, as its trainer has measured it. */
  public void started(Claim claim, TrainingSize size) {
    fence.change(claim, job -> job.started(size));
  }

  /**
   * Stores the digest of the data that the attempt read, unless one before it has; says so in the
   * log where a job that is retried read other data.
   */
  public void dataRead(Claim claim, String digest) {
    fence.change(
        claim,
        job -> {
          job.dataRead(digest);
          DataDigests.changed(sql, claim.job(), digest)
              .ifPresent(line -> log(claim, List.of(line)));
        });
  }

  /**
   * Stores how far the job is.
   *
   * @param progress 0 to 1
   */
  public void progress(Claim claim, double progress) {
    fence.change(claim, job -> job.progress(progress));
  }

  /** Stores the end of one run with its final figures. */
  public void runEnded(Claim claim, RunEnd end) {
    String job = claim.job();
    fence.changeParts(
        claim,
        _ -> {
          runs.findById(new RunKey(job, end.run())).ifPresent(run -> run.end(end));
          sql.sql("delete from run_metric where job = ? and run = ?")
              .params(job, end.run())
              .update();
          batches.batchUpdate(
              SearchIndexRows.INSERT_METRIC,
              SearchIndexRows.metricRows(job, end.run(), end.summary()));
        });
  }

  /** Adds lines to the log of the job. */
  public void log(Claim claim, List<String> lines) {
    fence.changeParts(
        claim,
        _ ->
            batches.batchUpdate(
                "insert into log_line (job, attempt, text) values (?, ?, ?)",
                lines.stream()
                    .map(line -> new Object[] {claim.job(), claim.attempt(), printable(line)})
                    .toList()));
  }

  /** Replaces what PostgreSQL does not store. */
  private static String printable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  /** Adds a sentence on what an attempt met, to the attempt and to the job's log. */
  public void note(Claim claim, String sentence) {
    fence.change(
        claim,
        _ -> {
          attempt(claim).note(printable(sentence));
          log(claim, List.of(sentence));
        });
  }

  /** Ends an attempt of whose memory nothing is known. */
  public void finish(Claim claim, AttemptEnd end) {
    finish(claim, end, 0);
  }

  /**
   * Ends an attempt.
   *
   * @param peakBytes largest resident memory of its trainer; 0 where none was seen
   */
  public void finish(Claim claim, AttemptEnd end, long peakBytes) {
    fence.change(
        claim,
        job -> {
          Instant now = clock.now();
          attempt(claim).finish(end, now);
          job.finish(end, now, peakBytes);
          if (end.job().isTerminal()) {
            runs.replace(claim.job(), RunOutcome.PENDING, RunOutcome.without(end.job()));
          }
          AttemptCounter.ended(end.attempt());
        });
  }

  public Optional<Job> job(String id) {
    return jobs.view(id);
  }

  /** Tells whether a job waits for its study to go on. */
  public boolean isHeld(String job) {
    return jobs.held(job).orElse(false);
  }

  /** Lists the jobs that have not ended and are not held, oldest first. */
  public List<String> open() {
    return jobs.free(JobState.open());
  }
}
