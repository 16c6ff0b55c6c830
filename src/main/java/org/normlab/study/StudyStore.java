package org.normlab.study;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.storage.BulkInsert;
import org.normlab.wire.StudySpec;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Stores studies and changes them, within the caller's transaction. What it has changed is flushed,
 * so that statements of the caller see it.
 */
@Component
public class StudyStore {
  private final StudyRepository studies;
  private final StudyTagRepository tags;
  private final ConfigurationRepository configurations;
  private final BulkInsert inserts;
  private final JdbcTemplate batches;

  StudyStore(
      StudyRepository studies,
      StudyTagRepository tags,
      ConfigurationRepository configurations,
      BulkInsert inserts,
      JdbcTemplate batches) {
    this.studies = studies;
    this.tags = tags;
    this.configurations = configurations;
    this.inserts = inserts;
    this.batches = batches;
  }

  /** Finds the study that was submitted under a key. */
  public Optional<SubmittedStudy> submitted(String key) {
    return studies.submitted(key);
  }

  /**
   * Stores a study without its configurations.
   *
   * @param key under which it is submitted once only
   */
  public void insert(String id, NewStudy study, @Nullable String key) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    inserts.into(studies, List.of(new StudyEntity(id, study, key, now)));
    inserts.into(
        tags,
        study.spec().tags().entrySet().stream()
            .map(tag -> new StudyTagEntity(id, tag.getKey(), tag.getValue()))
            .toList());
  }

  /** Adds configurations whose numbers are new to the study. */
  public void add(String study, List<Configuration> added) {
    inserts.into(
        configurations, added.stream().map(one -> new ConfigurationEntity(study, one)).toList());
  }

  /**
   * Links jobs to a study.
   *
   * @param jobs the number of each run's configuration, in the order of the runs, by the job's id
   */
  public void link(String study, Map<String, List<Integer>> jobs) {
    batches.batchUpdate(
        "insert into study_job (study, job) values (?, ?)",
        jobs.keySet().stream().map(job -> new Object[] {study, job}).toList());
    batches.batchUpdate(
        "insert into study_run (job, run, study, cell) values (?, ?, ?, ?)",
        jobs.entrySet().stream()
            .flatMap(job -> rows(study, job.getKey(), job.getValue()))
            .toList());
  }

  private static Stream<Object[]> rows(String study, String job, List<Integer> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(run -> new Object[] {job, run, study, cells.get(run)});
  }

  /** Keeps others from changing a study until the transaction ends, and returns it. */
  public Study lock(String id) {
    return locked(id).view();
  }

  private StudyEntity locked(String id) {
    return studies
        .findById(id)
        .orElseThrow(() -> new IllegalStateException("there is no study " + id));
  }

  /**
   * Moves a study to the state that its user asks for.
   *
   * @param phase in which the study is, read under its lock
   */
  public void move(String id, StudyPhase phase, StudyState next, @Nullable String reason) {
    locked(id).move(phase, next, reason);
    studies.flush();
  }

  /** Gives a study a larger specification, with all values that were ever asked for. */
  public void grow(String id, StudySpec larger, List<Axis> axes) {
    locked(id).grow(larger, axes);
    studies.flush();
  }
}
