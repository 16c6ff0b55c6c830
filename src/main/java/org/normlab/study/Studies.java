package org.normlab.study;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.job.JobState;
import org.normlab.job.RunOutcome;
import org.normlab.storage.NewestFirst;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds studies, their configurations, runs and progress. */
@Component
public class Studies {
  /** Seeds of a study that names none. */
  public static final List<Long> SEEDS = List.of(0L, 1L, 2L, 3L, 4L);

  /** One row a study, whatever the number of its jobs. */
  private static final String PROGRESS =
      """
      select s.id, s.state, s.version + coalesce(j.version, 0) as version,
        coalesce(j.jobs, 0) as jobs, coalesce(j.queued, 0) as queued,
        coalesce(j.running, 0) as running, coalesce(j.succeeded, 0) as succeeded,
        coalesce(j.failed, 0) as failed, coalesce(j.cancelled, 0) as cancelled,
        coalesce(j.share, 0) as share, j.first_start, j.last_end,
        coalesce(r.runs, 0) as runs, coalesce(r.ended, 0) as ended,
        coalesce(r.diverged, 0) as diverged, coalesce(r.failed_runs, 0) as failed_runs,
        coalesce(r.cancelled_runs, 0) as cancelled_runs
      from study s
      left join (select sj.study, sum(j.version) as version, count(*) as jobs,
          sum(case when j.state = :queued then 1 else 0 end) as queued,
          sum(case when j.state = :running then 1 else 0 end) as running,
          sum(case when j.state = :succeeded then 1 else 0 end) as succeeded,
          sum(case when j.state = :failed then 1 else 0 end) as failed,
          sum(case when j.state = :cancelled then 1 else 0 end) as cancelled,
          avg(case when j.state in (:queued, :running) then j.progress else 1 end) as share,
          min(j.started) as first_start, max(j.ended) as last_end
        from study_job sj join job j on j.id = sj.job where sj.study in (:ids)
        group by sj.study) j on j.study = s.id
      left join (select sr.study, count(*) as runs,
          sum(case when r.outcome = :pending then 0 else 1 end) as ended,
          sum(case when r.outcome = :diverged then 1 else 0 end) as diverged,
          sum(case when r.outcome = :failed then 1 else 0 end) as failed_runs,
          sum(case when r.outcome = :cancelled then 1 else 0 end) as cancelled_runs
        from study_run sr join job_run r on r.job = sr.job and r.number = sr.run
        where sr.study in (:ids) group by sr.study) r on r.study = s.id
      where s.id in (:ids)
      """;

  /** The states and outcomes that {@link #PROGRESS} counts; those of one name are one value. */
  private static final Map<String, String> STATES =
      Stream.<Enum<?>>concat(Arrays.stream(JobState.values()), Arrays.stream(RunOutcome.values()))
          .map(Enum::name)
          .distinct()
          .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

  /** A study and how far it is, as one transaction saw them. */
  public record Snapshot(Study study, StudyProgress progress) {}

  private final JdbcClient sql;
  private final StudyRepository studies;
  private final ConfigurationRepository configurations;

  Studies(JdbcClient sql, StudyRepository studies, ConfigurationRepository configurations) {
    this.sql = sql;
    this.studies = studies;
    this.configurations = configurations;
  }

  public Optional<Study> find(String id) {
    return studies.view(id);
  }

  public Study get(String id) {
    return find(id).orElseThrow(() -> new IllegalStateException("there is no study " + id));
  }

  /** Reads a study back within the transaction that has changed it. */
  public Snapshot snapshot(String id) {
    return new Snapshot(get(id), Objects.requireNonNull(progress(List.of(id)).get(id)));
  }

  /**
   * Those that a filter lets through, newest first.
   *
   * @param beforeId where the page before ended
   */
  public List<Study> list(StudyFilter filter, int limit, @Nullable String beforeId) {
    return NewestFirst.page(studies, filter.matching(), limit, beforeId).stream()
        .map(StudyEntity::view)
        .toList();
  }

  /** Returns how far studies are, by their id. */
  public Map<String, StudyProgress> progress(List<String> ids) {
    Map<String, StudyProgress> all = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      sql.sql(PROGRESS)
          .param("ids", ids)
          .params(STATES)
          .query(
              row -> {
                all.put(row.getString("id"), StudyRows.progress(row, 0));
              });
    }
    return all;
  }

  /** The points of a study in their order. */
  public List<Configuration> cells(String id) {
    return configurations.of(id);
  }

  /** All runs of a study, in the order of its points. */
  public List<StudyRun> runs(String id) {
    return sql.sql(
            "select sr.cell, sr.job, sr.run, r.seed, r.learning_rate, r.outcome, r.reason,"
                + " r.summary, j.width, j.parameters, j.memory_bytes from study_run sr"
                + " join job_run r on r.job = sr.job and r.number = sr.run"
                + " join job j on j.id = sr.job where sr.study = ? order by sr.cell, r.seed")
        .param(id)
        .query(StudyRows::run)
        .list();
  }

  /** Ids of a study's jobs, oldest first. */
  public List<String> jobs(String id) {
    return sql.sql("select job from study_job where study = ? order by job")
        .param(id)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /**
   * Returns how many attempts at a study's jobs each version of Normlab made; "unknown" stands for
   * those from before it was recorded.
   */
  public SortedMap<String, Integer> versions(String id) {
    SortedMap<String, Integer> versions = new TreeMap<>();
    sql.sql(
            "select coalesce(a.version, 'unknown'), count(*) from study_job sj"
                + " join attempt a on a.job = sj.job where sj.study = ?"
                + " group by coalesce(a.version, 'unknown')")
        .param(id)
        .query(
            row -> {
              versions.put(row.getString(1), row.getInt(2));
            });
    return versions;
  }

  /** The digests of the data that the jobs of a study have read, by the data's name. */
  public SortedMap<String, SortedSet<String>> dataDigests(String id) {
    SortedMap<String, SortedSet<String>> digests = new TreeMap<>();
    sql.sql(
            "select distinct j.data, j.data_digest from study_job sj join job j on j.id = sj.job"
                + " where sj.study = ? and j.data_digest is not null")
        .param(id)
        .query(
            row -> {
              digests.computeIfAbsent(row.getString(1), _ -> new TreeSet<>()).add(row.getString(2));
            });
    return digests;
  }

  /** Returns what each job of a study learns from: a reference of data, or an environment. */
  public Map<String, String> sources(String id) {
    Map<String, String> sources = new HashMap<>();
    sql.sql("select j.id, j.data from study_job sj join job j on j.id = sj.job where sj.study = ?")
        .param(id)
        .query(
            row -> {
              sources.put(row.getString(1), row.getString(2));
            });
    return sources;
  }

  /** Returns what a job trains, as JSON with every default filled in. */
  public String jobSpec(String job) {
    return sql.sql("select spec from job where id = ?").param(job).query(String.class).single();
  }
}
