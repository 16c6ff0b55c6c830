package org.normlab.job;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normlab.storage.Build;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What workers do with jobs. Every write of an attempt that does not own its job any more throws
 * {@link StaleAttempt} and changes nothing.
 */
@Component
public class Attempts {
  private final JdbcClient sql;
  private final JdbcTemplate batches;
  private final TransactionTemplate transaction;
  private final Fence fence;
  private final Build build;

  Attempts(
      JdbcClient sql,
      JdbcTemplate batches,
      TransactionTemplate transaction,
      Fence fence,
      Build build) {
    this.sql = sql;
    this.batches = batches;
    this.transaction = transaction;
    this.fence = fence;
    this.build = build;
  }

  /**
   * Makes a new attempt the owner of a job that waits, or whose owner let its lease run out; empty
   * where another owns it or it has ended.
   */
  public Optional<Attempt> claim(String job, String worker, String slot, Duration lease) {
    Optional<Attempt> claimed = transaction.execute(_ -> claimLocked(job, worker, slot, lease));
    return claimed == null ? Optional.empty() : claimed;
  }

  private Optional<Attempt> claimLocked(String job, String worker, String slot, Duration lease) {
    Optional<Integer> last =
        sql.sql(
                "select attempt from job where id = ? and not held and (state = ? or (state = ? and"
                    + " lease_until < current_timestamp)) for update")
            .params(job, JobState.QUEUED.name(), JobState.RUNNING.name())
            .query(Integer.class)
            .optional();
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Instant now = now();
    lose(job, worker);
    Attempt attempt =
        new Attempt(
            new Claim(job, last.get() + 1),
            worker,
            slot,
            AttemptState.RUNNING,
            null,
            null,
            now,
            null,
            now.plus(lease),
            build.version(),
            null);
    insert(attempt);
    sql.sql(
            "update job set state = ?, attempt = ?, lease_until = ?, reason = null,"
                + " started = coalesce(started, ?), version = version + 1 where id = ?")
        .params(
            JobState.RUNNING.name(),
            attempt.number(),
            RowMappers.at(attempt.leaseUntil()),
            RowMappers.at(now),
            job)
        .update();
    return Optional.of(attempt);
  }

  private void insert(Attempt attempt) {
    sql.sql(
            "insert into attempt (job, number, worker, slot, state, started, lease_until, version)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            attempt.job(),
            attempt.number(),
            attempt.worker(),
            attempt.slot(),
            attempt.state().name(),
            RowMappers.at(attempt.started()),
            RowMappers.at(attempt.leaseUntil()),
            build.version())
        .update();
  }

  private void lose(String job, String worker) {
    sql.sql(
            "update attempt set state = ?, ended = current_timestamp, reason = ?"
                + " where job = ? and state = ?")
        .params(
            AttemptState.LOST.name(),
            "the worker was not heard of within its lease; " + worker + " took over",
            job,
            AttemptState.RUNNING.name())
        .update();
  }

  /** Several writes of an attempt in one transaction: all of them or none. */
  public void together(Claim claim, Runnable writes) {
    fence.guard(claim, writes);
  }

  /** Returns whether a cancel is requested. */
  public boolean renew(Claim claim, Duration lease) {
    return fence.guard(
        claim,
        () -> {
          OffsetDateTime until = RowMappers.at(now().plus(lease));
          sql.sql("update job set lease_until = ? where id = ?")
              .params(until, claim.job())
              .update();
          sql.sql("update attempt set lease_until = ? where job = ? and number = ?")
              .params(until, claim.job(), claim.attempt())
              .update();
          return sql.sql("select cancel_requested from job where id = ?")
              .param(claim.job())
              .query(Boolean.class)
              .single();
        });
  }

  /** Why the user cancels the job, if so. */
  public @Nullable String cancelReason(String job) {
    return sql.sql("select cancel_reason from job where id = ? and cancel_reason is not null")
        .param(job)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  /** Stores the size of the training, as its trainer has measured it. */
  public void started(Claim claim, TrainingSize size) {
    fence.guard(
        claim,
        () -> {
          sql.sql(
                  "update job set parameters = ?, width = ?, threads = ?, total_steps = ?,"
                      + " version = version + 1 where id = ?")
              .params(
                  size.parameters(), size.width(), size.threads(), size.totalSteps(), claim.job())
              .update();
        });
  }

  /**
   * Stores the digest of the data that the attempt read, unless one before it has; says so in the
   * log where a job that is retried read other data.
   */
  public void dataRead(Claim claim, String digest) {
    fence.guard(
        claim,
        () ->
            DataDigests.store(sql, claim.job(), digest)
                .ifPresent(line -> log(claim, List.of(line))));
  }

  /**
   * How far the job is.
   *
   * @param progress 0 to 1
   */
  public void progress(Claim claim, double progress) {
    fence.guard(
        claim,
        () -> {
          sql.sql("update job set progress = ?, version = version + 1 where id = ?")
              .params(progress, claim.job())
              .update();
        });
  }

  /** Stores the end of one run with its final figures. */
  public void runEnded(Claim claim, RunEnd end) {
    fence.guard(
        claim,
        () -> {
          String job = claim.job();
          sql.sql(
                  "update job_run set outcome = ?, step = ?, reason = ?, summary = ?"
                      + " where job = ? and number = ?")
              .params(
                  end.outcome().name(),
                  end.step(),
                  end.reason(),
                  RowMappers.json(end.summary()),
                  job,
                  end.run())
              .update();
          sql.sql("delete from run_metric where job = ? and run = ?")
              .params(job, end.run())
              .update();
          batches.batchUpdate(
              SearchIndexRows.INSERT_METRIC,
              SearchIndexRows.metricRows(job, end.run(), end.summary()));
          touch(job);
        });
  }

  private void touch(String job) {
    sql.sql("update job set version = version + 1 where id = ?").param(job).update();
  }

  /** Adds lines to the log of the job. */
  public void log(Claim claim, List<String> lines) {
    fence.guard(
        claim,
        () -> {
          for (String line : lines) {
            sql.sql("insert into log_line (job, attempt, text) values (?, ?, ?)")
                .params(claim.job(), claim.attempt(), line.replace('\0', '\uFFFD'))
                .update();
          }
          touch(claim.job());
        });
  }

  /** Adds a sentence on what an attempt met, to the attempt and to the job's log. */
  public void note(Claim claim, String sentence) {
    fence.guard(
        claim,
        () -> {
          String text = sentence.replace('\0', '\uFFFD');
          sql.sql(
                  "update attempt set note = case when note is null then ? else"
                      + " note || chr(10) || ? end where job = ? and number = ?")
              .params(text, text, claim.job(), claim.attempt())
              .update();
          log(claim, List.of(text));
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
    fence.guard(
        claim,
        () -> {
          end(claim, end);
          sql.sql("update job set memory_bytes = ? where id = ? and coalesce(memory_bytes, 0) < ?")
              .params(peakBytes, claim.job(), peakBytes)
              .update();
        });
  }

  private void end(Claim claim, AttemptEnd end) {
    OffsetDateTime now = RowMappers.at(now());
    sql.sql(
            "update attempt set state = ?, reason = ?, exit_code = ?, ended = ?"
                + " where job = ? and number = ?")
        .param(end.attempt().name())
        .param(end.reason())
        .param(end.exitCode())
        .param(now)
        .param(claim.job())
        .param(claim.attempt())
        .update();
    sql.sql(
            "update job set state = ?, reason = ?, lease_until = null, version = version + 1"
                + (end.job() == JobState.SUCCEEDED ? ", progress = 1" : "")
                + " where id = ?")
        .param(end.job().name())
        .param(end.reason())
        .param(claim.job())
        .update();
    if (end.job().isTerminal()) {
      sql.sql("update job set ended = ?, cancel_requested = false where id = ?")
          .params(now, claim.job())
          .update();
      sql.sql("update job_run set outcome = ? where job = ? and outcome = ?")
          .params(RunOutcome.without(end.job()).name(), claim.job(), RunOutcome.PENDING.name())
          .update();
    }
  }

  public Optional<Job> job(String id) {
    return sql.sql("select * from job where id = ?").param(id).query(RowMappers::job).optional();
  }

  /** Whether a job waits for its study to go on. */
  public boolean isHeld(String job) {
    return sql.sql("select held from job where id = ?")
        .param(job)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** The jobs that have not ended and are not held, oldest first. */
  public List<String> open() {
    return sql.sql("select id from job where state in (:open) and not held order by id")
        .param("open", JobState.open().stream().map(JobState::name).toList())
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** The database's clock, since workers' clocks differ. */
  private Instant now() {
    return sql.sql("select current_timestamp").query(OffsetDateTime.class).single().toInstant();
  }
}
