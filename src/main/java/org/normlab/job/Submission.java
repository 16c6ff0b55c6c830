package org.normlab.job;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.wire.JobSpec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Stores a new job with its runs, its tags and the rows by which it is searched. */
@Component
class Submission {
  private final JobRepository jobs;
  private final JobRunRepository runs;
  private final JobTagRepository tags;
  private final EntityManager entities;
  private final JdbcTemplate batches;

  Submission(
      JobRepository jobs,
      JobRunRepository runs,
      JobTagRepository tags,
      EntityManager entities,
      JdbcTemplate batches) {
    this.jobs = jobs;
    this.runs = runs;
    this.tags = tags;
    this.entities = entities;
    this.batches = batches;
  }

  /**
   * Inserts the rows within the caller's transaction.
   *
   * @param text the specification as canonical JSON
   */
  void insert(
      String id, JobSpec spec, String text, @Nullable String key, @Nullable String retryOf) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    JobEntity job = jobs.save(new JobEntity(id, spec, text, key, retryOf, now));
    List<JobRunEntity> ofJob =
        runs.saveAll(
            spec.training().runs().stream().map(run -> new JobRunEntity(id, run)).toList());
    List<JobTagEntity> named =
        tags.saveAll(
            spec.tags().entrySet().stream()
                .map(tag -> new JobTagEntity(id, tag.getKey(), tag.getValue()))
                .toList());
    jobs.flush();
    // A study has thousands, through which every later flush would look.
    ofJob.forEach(entities::detach);
    named.forEach(entities::detach);
    entities.detach(job);
    batches.batchUpdate(SearchIndexRows.INSERT_PARAM, SearchIndexRows.paramRows(id, text));
  }
}
