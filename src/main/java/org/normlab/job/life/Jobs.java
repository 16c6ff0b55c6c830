package org.normlab.job.life;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptState;
import org.normlab.job.IllegalMove;
import org.normlab.job.Job;
import org.normlab.job.JobFilter;
import org.normlab.job.JobRun;
import org.normlab.job.JobState;
import org.normlab.job.KeyReused;
import org.normlab.job.RunOutcome;
import org.normlab.job.VersionMismatch;
import org.normlab.storage.NewestFirst;
import org.normlab.storage.TimeOrderedId;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Submits, lists, cancels and prioritizes jobs. */
@Component
public class Jobs {
  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final Dispatch dispatch;
  private final Submission submission;
  private final JobRepository jobs;
  private final JobRunRepository runs;
  private final AttemptRepository attempts;
  private final DatabaseClock clock;

  Jobs(
      JdbcClient sql,
      TransactionTemplate transaction,
      Dispatch dispatch,
      Submission submission,
      JobRepository jobs,
      JobRunRepository runs,
      AttemptRepository attempts,
      DatabaseClock clock) {
    this.sql = sql;
    this.transaction = transaction;
    this.dispatch = dispatch;
    this.submission = submission;
    this.jobs = jobs;
    this.runs = runs;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * A job and its runs, as one transaction saw them.
   *
   * @param runs in the order of their numbers
   */
  public record Snapshot(Job job, List<JobRun> runs) {}

  /**
   * A job that was submitted.
   *
   * @param runs in the order of their numbers
   * @param replay whether it was submitted before under the same key
   */
  public record Submitted(Job job, List<JobRun> runs, boolean replay) {
    private static Submitted of(Snapshot stored, boolean replay) {
      return new Submitted(stored.job(), stored.runs(), replay);
    }
  }

  /**
   * Stores a job and queues it, both or neither, and reads it back in the same transaction: nothing
   * can fail once it is stored.
   *
   * @param key under which the same job is submitted once only
   * @param retryOf the job that is submitted again
   */
  public Submitted submit(JobSpec spec, @Nullable String key, @Nullable String retryOf) {
    String text = JobJson.write(spec);
    try {
      return transaction.execute(_ -> submitOnce(spec, text, key, retryOf));
    } catch (DuplicateKeyException e) {
      // Another request with the same key was stored meanwhile, and is found now.
      return transaction.execute(_ -> submitOnce(spec, text, key, retryOf));
    }
  }

  /**
   * Submits a job that has ended again.
   *
   * @param key under which it is submitted again once only
   */
  public Submitted retry(String id, @Nullable String key) {
    Job job = get(id);
    if (!job.state().isTerminal()) {
      throw IllegalMove.unlessEnded(job, "retried");
    }
    return submit(JobJson.trusted(job.spec()), key, id);
  }

  private Submitted submitOnce(
      JobSpec spec, String text, @Nullable String key, @Nullable String retryOf) {
    Optional<Job> before = submitted(key);
    if (before.isPresent()) {
      Job job = before.get();
      if (!job.spec().equals(text) || !Objects.equals(job.retryOf(), retryOf)) {
        throw new KeyReused(String.valueOf(key), job);
      }
      return Submitted.of(snapshot(job.id()), true);
    }
    String id = newId();
    submission.insert(List.of(new Submission.NewJob(id, spec, text, key, retryOf)));
    dispatch.enqueue(id, spec.priority());
    return Submitted.of(snapshot(id), false);
  }

  private Optional<Job> submitted(@Nullable String key) {
    return key == null ? Optional.empty() : jobs.submitted(key);
  }

  private Snapshot snapshot(String id) {
    return new Snapshot(get(id), runs(id));
  }

  /**
   * Stores jobs and queues them within the caller's transaction.
   *
   * @param specs by the id that each job is to have
   */
  public void add(SequencedMap<String, JobSpec> specs) {
    List<Submission.NewJob> all = new ArrayList<>();
    SequencedMap<String, Integer> priorities = new LinkedHashMap<>();
    specs.forEach(
        (id, spec) -> {
          all.add(new Submission.NewJob(id, spec, JobJson.write(spec), null, null));
          priorities.put(id, spec.priority());
        });
    submission.insert(all);
    dispatch.enqueueNew(priorities);
  }

  /** An id that sorts after all before it, for whatever jobs belong to. */
  public static String newId() {
    return TimeOrderedId.next();
  }

  public Optional<Job> find(String id) {
    return jobs.view(id);
  }

  /** A job's version alone: what a poll that finds nothing new costs. */
  public Optional<Long> version(String id) {
    return jobs.version(id);
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
    return NewestFirst.page(jobs, JobQuery.matching(filter), limit, beforeId).stream()
        .map(JobEntity::view)
        .toList();
  }

  public List<JobRun> runs(String id) {
    return runs.of(id).stream().map(JobRunEntity::view).toList();
  }

  /** Oldest first. */
  public List<Attempt> attempts(String id) {
    return attempts.of(id).stream().map(AttemptEntity::view).toList();
  }

  /** Ends a waiting job at once; a running one is asked to end. */
  public Snapshot cancel(String id, @Nullable String reason) {
    String why = reason == null || reason.isBlank() ? "cancelled by the user" : reason;
    return transaction.execute(
        _ -> {
          cancelLocked(id, why);
          return snapshot(id);
        });
  }

  private void cancelLocked(String id, String why) {
    JobEntity job = lock(id);
    if (!job.mayBeCancelled()) {
      throw IllegalMove.unless(job.view(), "cancelled", JobState.CANCELLED.origins());
    }
    cancel(job, why);
  }

  private void cancel(JobEntity job, String why) {
    job.cancel(why, clock.now());
    if (job.state().isTerminal()) {
      runs.replace(job.getId(), RunOutcome.PENDING, RunOutcome.CANCELLED);
    }
  }

  /** Ends all of these jobs that have not ended, within the caller's transaction. */
  public void cancelAll(List<String> ids, String reason) {
    for (String id : ids) {
      JobEntity job = lock(id);
      if (job.mayBeCancelled()) {
        cancel(job, reason);
      }
    }
    jobs.flush();
  }

  /** Takes those of the jobs that wait out of the queue, within the caller's transaction. */
  public void hold(List<String> ids, String reason) {
    for (String id : ids) {
      if (lock(id).hold(reason)) {
        dispatch.remove(id);
      }
    }
    jobs.flush();
  }

  /** Puts those of the jobs that are held back into the queue, within the caller's transaction. */
  public void release(List<String> ids) {
    for (String id : ids) {
      JobEntity job = lock(id);
      if (job.release()) {
        dispatch.enqueue(id, job.priority());
      }
    }
    jobs.flush();
  }

  /**
   * Moves a waiting job within the queue.
   *
   * @param expected which versions of it may be changed
   */
  public Snapshot prioritize(String id, int priority, LongPredicate expected) {
    return transaction.execute(
        _ -> {
          JobEntity job = lock(id);
          if (!expected.test(job.version())) {
            throw new VersionMismatch(job.view());
          }
          if (job.state() != JobState.QUEUED) {
            throw IllegalMove.unless(
                job.view(), "given another priority", List.of(JobState.QUEUED));
          }
          job.prioritize(priority);
          dispatch.prioritize(id, priority);
          return snapshot(id);
        });
  }

  private JobEntity lock(String id) {
    return jobs.findById(id).orElseThrow(() -> new NoSuchElementException("there is no job " + id));
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
    return attempts.leased(AttemptState.RUNNING).stream().map(AttemptEntity::view).toList();
  }
}
