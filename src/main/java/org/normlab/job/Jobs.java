package org.normlab.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normlab.spec.JobJson;
import org.normlab.spec.JobSpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What users do with jobs. */
@Component
public class Jobs {
  private static final String SELECT = "select * from job where id = ?";

  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final Dispatch dispatch;
  private final Submission submission;

  Jobs(JdbcClient sql, JdbcTemplate batches, TransactionTemplate transaction, Dispatch dispatch) {
    this.sql = sql;
    this.transaction = transaction;
    this.dispatch = dispatch;
    this.submission = new Submission(sql, batches);
  }

  /**
   * A job that was submitted.
   *
   * @param replay whether it was submitted before under the same key
   */
  public record Submitted(Job job, boolean replay) {}

  /**
   * Stores a job and queues it, both or neither.
   *
   * @param key under which the same job is submitted once only
   * @param retryOf the job that is submitted again
   */
  public Submitted submit(JobSpec spec, @Nullable String key, @Nullable String retryOf) {
    String text = JobJson.write(spec);
    Optional<Submitted> before = replay(key, text);
    if (before.isPresent()) {
      return before.get();
    }
    try {
      String id = TimeOrderedId.next();
      transaction.executeWithoutResult(_ -> insert(id, spec, text, key, retryOf));
      return new Submitted(get(id), false);
    } catch (DuplicateKeyException e) {
      // Another request with the same key came between.
      return replay(key, text).orElseThrow(() -> e);
    }
  }

  private void insert(
      String id, JobSpec spec, String text, @Nullable String key, @Nullable String retryOf) {
    submission.insert(id, spec, text, key, retryOf);
    dispatch.enqueue(id, spec.priority());
  }

  /** Stores a job and queues it within the caller's transaction; returns its id. */
  public String add(JobSpec spec) {
    String id = TimeOrderedId.next();
    insert(id, spec, JobJson.write(spec), null, null);
    return id;
  }

  /** An id that sorts after all before it, for whatever jobs belong to. */
  public static String newId() {
    return TimeOrderedId.next();
  }

  private Optional<Submitted> replay(@Nullable String key, String text) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<Job> job =
        sql.sql("select * from job where idempotency_key = ?")
            .param(key)
            .query(Rows::job)
            .optional();
    return job.map(
        found -> {
          if (!found.spec().equals(text)) {
            throw new KeyReused(key, found);
          }
          return new Submitted(found, true);
        });
  }

  public Optional<Job> find(String id) {
    return sql.sql(SELECT).param(id).query(Rows::job).optional();
  }

  /** A job's version alone: what a poll that finds nothing new costs. */
  public Optional<Long> version(String id) {
    return sql.sql("select version from job where id = ?").param(id).query(Long.class).optional();
  }

  private Job get(String id) {
    return find(id).orElseThrow(() -> new NoSuchElementException("there is no job " + id));
  }

  /**
   * Newest first.
   *
   * @param beforeId where the page before ended
   */
  public List<Job> list(JobFilter filter, int limit, @Nullable String beforeId) {
    return Listing.of(filter, beforeId).query(sql, limit);
  }

  public List<JobRun> runs(String id) {
    return sql.sql("select * from job_run where job = ? order by number")
        .param(id)
        .query(Rows::run)
        .list();
  }

  /**
   * How many runs a job has.
   *
   * @param ended those with an outcome
   * @param diverged those of them that diverged
   */
  public record RunCount(long all, long ended, long diverged) {}

  public Map<String, RunCount> runCounts(List<String> ids) {
    Map<String, RunCount> counts = new HashMap<>();
    if (!ids.isEmpty()) {
      sql.sql(
              "select job, count(*), sum(case when outcome = 'PENDING' then 0 else 1 end),"
                  + " sum(case when outcome = 'DIVERGED' then 1 else 0 end)"
                  + " from job_run where job in (:ids) group by job")
          .param("ids", ids)
          .query(
              row -> {
                counts.put(
                    row.getString(1), new RunCount(row.getLong(2), row.getLong(3), row.getLong(4)));
              });
    }
    return counts;
  }

  /** Oldest first. */
  public List<Attempt> attempts(String id) {
    return sql.sql("select * from attempt where job = ? order by number")
        .param(id)
        .query(Rows::attempt)
        .list();
  }

  /** Ends a waiting job at once; a running one is asked to end. */
  public Job cancel(String id, @Nullable String reason) {
    String why = reason == null || reason.isBlank() ? "cancelled by the user" : reason;
    transaction.executeWithoutResult(_ -> cancelLocked(id, why));
    return get(id);
  }

  private void cancelLocked(String id, String why) {
    Job job = lock(id);
    if (job.state().isTerminal()) {
      throw new IllegalMove(job, "cancelled", "only QUEUED and RUNNING jobs can");
    }
    if (job.state() == JobState.RUNNING) {
      sql.sql(
              "update job set cancel_requested = true, cancel_reason = ?, version = version + 1"
                  + " where id = ?")
          .params(why, id)
          .update();
      return;
    }
    sql.sql(
            "update job set state = 'CANCELLED', held = false, reason = ?, ended ="
                + " current_timestamp, version = version + 1 where id = ?")
        .params(why, id)
        .update();
    sql.sql("update job_run set outcome = 'CANCELLED' where job = ? and outcome = 'PENDING'")
        .param(id)
        .update();
  }

  /** Ends all of these jobs that have not ended, within the caller's transaction. */
  public void cancelAll(List<String> ids, String reason) {
    for (String id : ids) {
      if (!lock(id).state().isTerminal()) {
        cancelLocked(id, reason);
      }
    }
  }

  /** Takes those of the jobs that wait out of the queue, within the caller's transaction. */
  public void hold(List<String> ids, String reason) {
    for (String id : ids) {
      int held =
          sql.sql(
                  "update job set held = true, reason = ?, version = version + 1"
                      + " where id = ? and state = 'QUEUED'")
              .params(reason, id)
              .update();
      if (held > 0) {
        dispatch.remove(id);
      }
    }
  }

  /** Puts those of the jobs that are held back into the queue, within the caller's transaction. */
  public void release(List<String> ids) {
    for (String id : ids) {
      int released =
          sql.sql(
                  "update job set held = false, reason = null, version = version + 1"
                      + " where id = ? and held")
              .param(id)
              .update();
      if (released > 0) {
        dispatch.enqueue(id, get(id).priority());
      }
    }
  }

  /** Moves a waiting job within the queue. */
  public Job prioritize(String id, int priority, long expectedVersion) {
    transaction.executeWithoutResult(
        _ -> {
          Job job = lock(id);
          if (job.version() != expectedVersion) {
            throw new VersionMismatch(job, expectedVersion);
          }
          if (job.state() != JobState.QUEUED) {
            throw new IllegalMove(job, "given another priority", "only QUEUED jobs can");
          }
          sql.sql("update job set priority = ?, version = version + 1 where id = ?")
              .params(priority, id)
              .update();
          dispatch.prioritize(id, priority);
        });
    return get(id);
  }

  private Job lock(String id) {
    return sql.sql(SELECT + " for update")
        .param(id)
        .query(Rows::job)
        .optional()
        .orElseThrow(() -> new NoSuchElementException("there is no job " + id));
  }

  /** The last lines of the log, oldest first. */
  public List<String> log(String id, int tail) {
    return sql.sql("select text from log_line where job = ? order by id desc limit ?")
        .params(id, tail)
        .query((row, _) -> row.getString(1))
        .list()
        .reversed();
  }

  /** The attempts that hold a lease now. */
  public List<Attempt> running() {
    return sql.sql(
            "select * from attempt where state = 'RUNNING' and lease_until > current_timestamp"
                + " order by worker, slot")
        .query(Rows::attempt)
        .list();
  }
}
