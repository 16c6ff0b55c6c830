package org.normlab.study.life;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Jobs;
import org.normlab.study.Axis;
import org.normlab.study.Configuration;
import org.normlab.study.IllegalStudy;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.StudyKeyReused;
import org.normlab.study.StudyPhase;
import org.normlab.study.StudyRows;
import org.normlab.study.StudyState;
import org.normlab.study.StudyTagMigration;
import org.normlab.study.plan.Plan;
import org.normlab.study.plan.Planner;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes studies in and lets them grow. */
@Component
public class StudySubmissions {
  private final JdbcClient sql;
  private final JdbcTemplate batches;
  private final TransactionTemplate transaction;
  private final Studies studies;
  private final Jobs jobs;

  StudySubmissions(
      JdbcClient sql,
      JdbcTemplate batches,
      TransactionTemplate transaction,
      Studies studies,
      Jobs jobs) {
    this.sql = sql;
    this.batches = batches;
    this.transaction = transaction;
    this.studies = studies;
    this.jobs = jobs;
  }

  /**
   * A study that was submitted.
   *
   * @param replay whether it was submitted before under the same key
   */
  public record Submitted(Studies.Snapshot stored, boolean replay) {
    public Study study() {
      return stored.study();
    }
  }

  /**
   * A study that has grown.
   *
   * @param addedRuns how many runs it has more
   */
  public record Extended(Studies.Snapshot stored, long addedRuns) {}

  /**
   * Describes what is submitted.
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

  /** Describes what a study would be, without storing it. */
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
    Optional<Submitted> before = transaction.execute(_ -> replay(key, request));
    if (before.isPresent()) {
      return before.get();
    }
    Plan plan = new Planner(request.spec(), reader).plan(Plan.Existing.NONE);
    String id = Jobs.newId();
    try {
      return transaction.execute(
          _ -> {
            insert(id, request, plan, key);
            return new Submitted(studies.snapshot(id), false);
          });
    } catch (DuplicateKeyException e) {
      // Another request with the same key was stored meanwhile.
      return transaction.execute(_ -> replay(key, request)).orElseThrow(() -> e);
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
          return new Submitted(studies.snapshot(found.id()), true);
        });
  }

  private void insert(String id, Request request, Plan plan, @Nullable String key) {
    sql.sql(
            "insert into study (id, version, spec, name, axes, state, recipe, scale, request,"
                + " idempotency_key, created) values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .param(id)
        .param(StudyJson.write(request.spec()))
        .param(request.spec().name())
        .param(StudyRows.json(plan.axes()))
        .param(StudyState.ACTIVE.name())
        .param(request.recipe())
        .param(request.scale())
        .param(request.request())
        .param(key)
        .param(now())
        .update();
    batches.batchUpdate(
        StudyTagMigration.INSERT, StudyTagMigration.rows(id, request.spec().tags()));
    Map<Map<String, String>, Integer> numbers = new HashMap<>();
    insertCells(id, plan.cells(), numbers);
    insertJobs(id, plan.jobs(), numbers, false);
  }

  private void insertCells(
      String id, List<Configuration> cells, Map<Map<String, String>, Integer> numbers) {
    List<Object[]> rows = new ArrayList<>();
    for (Configuration cell : cells) {
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
    ReferencedJobs leaders = new ReferencedJobs(studies.runs(id), numbers);
    for (Plan.Planned job : ReferencedJobs.first(planned)) {
      String leader = job.leader() == null ? null : leaders.of(job);
      String jobId =
          jobs.add(leader == null ? job.spec() : ReferencedJobs.following(job.spec(), leader));
      leaders.add(job, jobId);
      if (leader != null && !held) {
        jobs.hold(List.of(jobId), ReferencedJobs.waits(leader));
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
      jobs.hold(links.stream().map(link -> (String) link[1]).toList(), StudyControl.HELD);
    }
  }

  /**
   * Adds what a larger study of the same axes asks for; what is there is not trained again. The
   * larger study is planned without a lock, since that takes seconds and may read data sets; it is
   * planned anew where the study or what it has trained changed meanwhile.
   *
   * @param extension makes the larger study, with further values of its axes, seeds or samples, of
   *     the one that there is; called again after a change. What it throws is thrown, and nothing
   *     is stored
   * @param check refuses the jobs that would be added by throwing
   * @throws IllegalStudy with all faults
   */
  public Extended extend(
      String id,
      UnaryOperator<StudySpec> extension,
      Function<String, JobJson.Read> reader,
      Consumer<List<JobSpec>> check) {
    while (true) {
      Study seen = extensible(id);
      Plan.Existing existing = existing(id);
      StudySpec larger = extension.apply(seen.spec());
      Plan plan = new Planner(larger, reader).plan(existing);
      check.accept(plan.jobs().stream().map(Plan.Planned::spec).toList());
      // Somebody else's change is what a further round needs, so that of all extensions one ends.
      Optional<Studies.Snapshot> stored =
          transaction.execute(_ -> storeIfUnchanged(seen, existing, larger, plan));
      if (stored.isPresent()) {
        return new Extended(stored.get(), plan.runs());
      }
    }
  }

  /** Adds what a larger study asks for, without a further check of its jobs. */
  public Extended extend(
      String id, UnaryOperator<StudySpec> extension, Function<String, JobJson.Read> reader) {
    return extend(id, extension, reader, _ -> {});
  }

  private Study extensible(String id) {
    Study study = studies.get(id);
    if (study.state() == StudyState.CANCELLED) {
      throw new IllegalStudyMove(
          id,
          StudyPhase.CANCELLED,
          "extended",
          Arrays.stream(StudyPhase.values()).filter(StudyPhase::mayBeExtended).toList());
    }
    return study;
  }

  private Plan.Existing existing(String id) {
    return Plan.Existing.of(studies.cells(id), studies.runs(id));
  }

  private Optional<Studies.Snapshot> storeIfUnchanged(
      Study seen, Plan.Existing existing, StudySpec larger, Plan plan) {
    String id = seen.id();
    studies.lock(id);
    Study now = extensible(id);
    if (now.version() != seen.version() || !existing(id).equals(existing)) {
      return Optional.empty();
    }
    Map<Map<String, String>, Integer> numbers = new HashMap<>();
    studies.cells(id).forEach(cell -> numbers.put(cell.coordinates(), cell.number()));
    insertCells(id, plan.cells(), numbers);
    insertJobs(id, plan.jobs(), numbers, now.state() == StudyState.PAUSED);
    sql.sql("update study set spec = ?, axes = ?, version = version + 1 where id = ?")
        .params(StudyJson.write(larger), StudyRows.json(merged(now.axes(), plan.axes())), id)
        .update();
    return Optional.of(studies.snapshot(id));
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

  private static OffsetDateTime now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
