package org.normlab.job.life;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.job.index.SearchIndexRows;
import org.normlab.storage.BulkInsert;
import org.normlab.wire.JobSpec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Stores new jobs with their runs, their tags and the rows by which they are searched. */
@Component
class Submission {
  private final JobRepository jobs;
  private final JobRunRepository runs;
  private final JobTagRepository tags;
  private final BulkInsert inserts;
  private final JdbcTemplate batches;

  Submission(
      JobRepository jobs,
      JobRunRepository runs,
      JobTagRepository tags,
      BulkInsert inserts,
      JdbcTemplate batches) {
    this.jobs = jobs;
    this.runs = runs;
    this.tags = tags;
    this.inserts = inserts;
    this.batches = batches;
  }

  /**
   * Describes a job to store.
   *
   * @param text the specification as canonical JSON
   * @param key under which the job is submitted once only
   * @param retryOf the job that is submitted again
   */
  record NewJob(
      String id, JobSpec spec, String text, @Nullable String key, @Nullable String retryOf) {}

  /** Inserts the rows of jobs within the caller's transaction. */
  void insert(List<NewJob> all) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    inserts.into(jobs, all.stream().map(job -> entity(job, now)).toList());
    inserts.into(runs, all.stream().flatMap(Submission::runs).toList());
    inserts.into(tags, all.stream().flatMap(Submission::tags).toList());
    all.forEach(
        job ->
            batches.batchUpdate(
                SearchIndexRows.INSERT_PARAM, SearchIndexRows.paramRows(job.id(), job.text())));
  }

  private static JobEntity entity(NewJob job, Instant now) {
    return new JobEntity(job.id(), job.spec(), job.text(), job.key(), job.retryOf(), now);
  }

  private static Stream<JobRunEntity> runs(NewJob job) {
    return job.spec().training().runs().stream().map(run -> new JobRunEntity(job.id(), run));
  }

  private static Stream<JobTagEntity> tags(NewJob job) {
    return job.spec().tags().entrySet().stream()
        .map(tag -> new JobTagEntity(job.id(), tag.getKey(), tag.getValue()));
  }
}
