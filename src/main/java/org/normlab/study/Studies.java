package org.normlab.study;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.Jobs;
import org.normlab.norm.NormMatchedRate;
import org.normlab.spec.JobJson;
import org.normlab.spec.StudyJson;
import org.normlab.spec.StudySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What users do with studies. */
@Component
public class Studies {
  /** Seeds of a study that names none. */
  public static final List<Long> SEEDS = List.of(0L, 1L, 2L, 3L, 4L);

  private static final String HELD = "its study is paused";
  private static final String SELECT = "select * from study where id = ?";

  /** One row a study, whatever the number of its jobs. */
  private static final String PROGRESS =
      """
      select s.id, s.state, s.version + coalesce(j.version, 0) as version,
        coalesce(j.jobs, 0) as jobs, coalesce(j.queued, 0) as queued,
        coalesce(j.running, 0) as running, coalesce(j.succeeded, 0) as succeeded,
        coalesce(j.failed, 0) as failed, coalesce(j.cancelled, 0) as cancelled,
        coalesce(j.share, 0) as share, j.first_start, j.last_end,
        coalesce(r.runs, 0) as runs, coalesce(r.ended, 0) as ended,
        coalesce(r.diverged, 0) as diverged, coalesce(r.failed_runs, 0) as failed_runs
      from study s
      left join (select sj.study, sum(j.version) as version, count(*) as jobs,
          sum(case when j.state = 'QUEUED' then 1 else 0 end) as queued,
          sum(case when j.state = 'RUNNING' then 1 else 0 end) as running,
          sum(case when j.state = 'SUCCEEDED' then 1 else 0 end) as succeeded,
          sum(case when j.state = 'FAILED' then 1 else 0 end) as failed,
          sum(case when j.state = 'CANCELLED' then 1 else 0 end) as cancelled,
          avg(case when j.state in ('QUEUED', 'RUNNING') then j.progress else 1 end) as share,
          min(j.started) as first_start, max(j.ended) as last_end
        from study_job sj join job j on j.id = sj.job where sj.study in (:ids)
        group by sj.study) j on j.study = s.id
      left join (select sr.study, count(*) as runs,
          sum(case when r.outcome = 'PENDING' then 0 else 1 end) as ended,
          sum(case when r.outcome = 'DIVERGED' then 1 else 0 end) as diverged,
          sum(case when r.outcome in ('FAILED', 'CANCELLED') then 1 else 0 end) as failed_runs
        from study_run sr join job_run r on r.job = sr.job and r.number = sr.run
        where sr.study in (:ids) group by sr.study) r on r.study = s.id
      where s.id in (:ids)
      """;

  private final JdbcClient sql;
  private final JdbcTemplate batches;
  private final TransactionTemplate transaction;
  private final Jobs jobs;

  Studies(JdbcClient sql, JdbcTemplate batches, TransactionTemplate transaction, Jobs jobs) {
    this.sql = sql;
    this.batches = batches;
    this.transaction = transaction;
    this.jobs = jobs;
  }

  /**
   * A study that was submitted.
   *
   * @param replay whether it was submitted before under the same key
   */
  public record Submitted(Study study, boolean replay) {}

  /**
   * What is submitted.
   *
   * @param request what the user sent, by which a repeated request is known
   * @param recipe of which the study was made
   */
  public record Request(
      StudySpec spec, String request, @Nullable String recipe, @Nullable String scale) {
    /** A study that the user wrote. */
    public static Request of(StudySpec spec) {
      return new Request(spec, StudyJson.write(spec), null, null);
    }
  }

  /** What a study would be, without storing it. */
  public record Size(List<Axis> axes, int cells, int jobs, long runs) {}

  /**
   * Expands a study without storing anything.
   *
   * @throws IllegalStudy with all faults
   */
  public Size validate(StudySpec spec, Function<String, JobJson.Read> reader) {
    Plan plan = new Planner(spec, reader).plan(Plan.Existing.NONE);
    return new Size(plan.axes(), plan.cells().size(), plan.jobs().size(), plan.runs());
  }

  /**
   * Stores a study with all its jobs and queues them, or nothing at all.
   *
   * @param reader reads and checks a job
   * @param key under which the same study is submitted once only
   * @throws IllegalStudy with all faults
   */
  public Submitted submit(
      Request request, Function<String, JobJson.Read> reader, @Nullable String key) {
    Optional<Submitted> before = replay(key, request);
    if (before.isPresent()) {
      return before.get();
    }
    Plan plan = new Planner(request.spec(), reader).plan(Plan.Existing.NONE);
    String id = Jobs.newId();
    try {
      transaction.executeWithoutResult(_ -> insert(id, request, plan, key));
      return new Submitted(get(id), false);
    } catch (DuplicateKeyException e) {
      // Another request with the same key came between.
      return replay(key, request).orElseThrow(() -> e);
    }
  }

  private Optional<Submitted> replay(@Nullable String key, Request request) {
    if (key == null) {
      return Optional.empty();
    }
    record Known(String id, String request) {}
    Optional<Known> known =
        sql.sql("select id, request from study where idempotency_key = ?")
            .param(key)
            .query((row, _) -> new Known(row.getString(1), row.getString(2)))
            .optional();
    return known.map(
        found -> {
          if (!found.request().equals(request.request())) {
            throw new StudyKeyReused(key, found.id());
          }
          return new Submitted(get(found.id()), true);
        });
  }

  private void insert(String id, Request request, Plan plan, @Nullable String key) {
    sql.sql(
            "insert into study (id, version, spec, name, axes, state, recipe, scale, request,"
                + " idempotency_key, created) values (?, 1, ?, ?, ?, 'ACTIVE', ?, ?, ?, ?, ?)")
        .param(id)
        .param(StudyJson.write(request.spec()))
        .param(request.spec().name())
        .param(StudyRows.json(plan.axes()))
        .param(request.recipe())
        .param(request.scale())
        .param(request.request())
        .param(key)
        .param(now())
        .update();
    Map<Map<String, String>, Integer> numbers = new HashMap<>();
    insertCells(id, plan.cells(), numbers);
    insertJobs(id, plan.jobs(), numbers, false);
  }

  private void insertCells(String id, List<Cell> cells, Map<Map<String, String>, Integer> numbers) {
    List<Object[]> rows = new ArrayList<>();
    for (Cell cell : cells) {
      if (!numbers.containsKey(cell.coordinates())) {
        int number = numbers.size();
        numbers.put(cell.coordinates(), number);
        rows.add(new Object[] {id, number, StudyRows.json(cell.coordinates())});
      }
    }
    batches.batchUpdate(
        "insert into study_cell (study, number, coordinates) values (?, ?, ?)", rows);
  }

  private void insertJobs(
      String id,
      List<Plan.Planned> planned,
      Map<Map<String, String>, Integer> numbers,
      boolean held) {
    List<Object[]> runs = new ArrayList<>();
    List<Object[]> links = new ArrayList<>();
    Leaders leaders = new Leaders(runs(id), numbers);
    for (Plan.Planned job : Leaders.first(planned)) {
      String leader = job.leader() == null ? null : leaders.of(job);
      String jobId = jobs.add(leader == null ? job.spec() : Leaders.following(job.spec(), leader));
      leaders.add(job, jobId);
      if (leader != null && !held) {
        jobs.hold(List.of(jobId), Leaders.waits(leader));
      }
      links.add(new Object[] {id, jobId});
      for (int run = 0; run < job.cells().size(); run++) {
        Integer cell = numbers.get(job.cells().get(run).coordinates());
        runs.add(new Object[] {jobId, run, id, cell});
      }
    }
    batches.batchUpdate("insert into study_job (study, job) values (?, ?)", links);
    batches.batchUpdate("insert into study_run (job, run, study, cell) values (?, ?, ?, ?)", runs);
    if (held) {
      jobs.hold(links.stream().map(link -> (String) link[1]).toList(), HELD);
    }
  }

  public Optional<Study> find(String id) {
    return sql.sql(SELECT).param(id).query(StudyRows::study).optional();
  }

  private Study get(String id) {
    return find(id).orElseThrow(() -> new IllegalStateException("there is no study " + id));
  }

  /**
   * Newest first.
   *
   * @param beforeId where the page before ended
   */
  public List<Study> list(int limit, @Nullable String beforeId) {
    return sql.sql("select * from study where id < ? order by id desc limit ?")
        .params(beforeId == null ? "~" : beforeId, limit)
        .query(StudyRows::study)
        .list();
  }

  /** How far studies are, by their id. */
  public Map<String, Progress> progress(List<String> ids) {
    Map<String, Progress> all = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      sql.sql(PROGRESS)
          .param("ids", ids)
          .query(
              row -> {
                all.put(row.getString("id"), StudyRows.progress(row, 0));
              });
    }
    return all;
  }

  /** The points of a study in their order. */
  public List<Cell> cells(String id) {
    return sql.sql("select * from study_cell where study = ? order by number")
        .param(id)
        .query(StudyRows::cell)
        .list();
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

  /** Ends all jobs that have not ended; what they measured stays. */
  public Study cancel(String id, @Nullable String reason) {
    String why = reason == null || reason.isBlank() ? "its study was cancelled" : reason;
    move(id, "cancelled", Set.of("QUEUED", "RUNNING", "PAUSED"), Study.Will.CANCELLED, why);
    return get(id);
  }

  /** Starts no further job; those that run go on to their end. */
  public Study pause(String id) {
    move(id, "paused", Set.of("QUEUED", "RUNNING"), Study.Will.PAUSED, null);
    return get(id);
  }

  public Study resume(String id) {
    move(id, "resumed", Set.of("PAUSED"), Study.Will.ACTIVE, null);
    return get(id);
  }

  private void move(
      String id, String to, Set<String> from, Study.Will will, @Nullable String reason) {
    transaction.executeWithoutResult(
        _ -> {
          lock(id);
          String state = Objects.requireNonNull(progress(List.of(id)).get(id)).state();
          if (!from.contains(state)) {
            throw new IllegalStudyMove(id, state, to, from);
          }
          sql.sql("update study set state = ?, reason = ?, version = version + 1 where id = ?")
              .param(will.name())
              .param(reason)
              .param(id)
              .update();
          List<String> all = jobs(id);
          switch (will) {
            case CANCELLED -> jobs.cancelAll(all, String.valueOf(reason));
            case PAUSED -> jobs.hold(all, HELD);
            case ACTIVE -> release(all);
          }
        });
  }

  /** All but jobs that follow one that has not ended. */
  private void release(List<String> all) {
    List<String> free = new ArrayList<>();
    for (String id : all) {
      Job job = jobs.find(id).orElseThrow();
      if (job.state() == JobState.QUEUED
          && JobJson.trusted(job.spec()).training().normalization()
              instanceof NormMatchedRate method
          && jobs.find(method.reference()).filter(one -> one.state().isTerminal()).isEmpty()) {
        jobs.hold(List.of(id), Leaders.waits(method.reference()));
      } else {
        free.add(id);
      }
    }
    jobs.release(free);
  }

  private void lock(String id) {
    sql.sql("select id from study where id = ? for update").param(id).query(String.class).single();
  }

  /**
   * Adds what a larger study of the same axes asks for; what is there is not trained again.
   *
   * @param larger the study with further values of its axes, seeds or samples
   * @return how many runs were added
   * @throws IllegalStudy with all faults
   */
  public long extend(String id, StudySpec larger, Function<String, JobJson.Read> reader) {
    Plan plan = new Planner(larger, reader).plan(existing(id));
    Long added =
        transaction.execute(
            _ -> {
              lock(id);
              // Another request may have added the same meanwhile.
              Study now = get(id);
              if (now.state() == Study.Will.CANCELLED) {
                throw new IllegalStudyMove(
                    id,
                    "CANCELLED",
                    "extended",
                    Set.of("QUEUED", "RUNNING", "PAUSED", "COMPLETED"));
              }
              Plan still = new Planner(larger, reader).plan(existing(id));
              Map<Map<String, String>, Integer> numbers = new HashMap<>();
              cells(id).forEach(cell -> numbers.put(cell.coordinates(), cell.number()));
              insertCells(id, still.cells(), numbers);
              insertJobs(id, still.jobs(), numbers, now.state() == Study.Will.PAUSED);
              sql.sql("update study set spec = ?, axes = ?, version = version + 1 where id = ?")
                  .params(
                      StudyJson.write(larger), StudyRows.json(merged(now.axes(), plan.axes())), id)
                  .update();
              return still.runs();
            });
    return added == null ? 0 : added;
  }

  private static List<Axis> merged(List<Axis> before, List<Axis> after) {
    List<Axis> merged = new ArrayList<>();
    for (Axis axis : after) {
      List<String> labels = new ArrayList<>();
      before.stream()
          .filter(old -> old.name().equals(axis.name()))
          .forEach(old -> labels.addAll(old.labels()));
      axis.labels().stream().filter(label -> !labels.contains(label)).forEach(labels::add);
      merged.add(new Axis(axis.name(), List.copyOf(labels), axis.drawn()));
    }
    return merged;
  }

  private Plan.Existing existing(String id) {
    Map<Integer, Map<String, String>> coordinates = new HashMap<>();
    cells(id).forEach(cell -> coordinates.put(cell.number(), cell.coordinates()));
    Map<Map<String, String>, Set<Long>> seeds = new HashMap<>();
    for (StudyRun run : runs(id)) {
      if (run.isLost()) {
        continue; // is trained again
      }
      Map<String, String> at = coordinates.getOrDefault(run.cell(), Map.of());
      seeds.computeIfAbsent(at, _ -> new HashSet<>()).add(run.seed());
    }
    return new Plan.Existing(seeds);
  }

  private static OffsetDateTime now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
