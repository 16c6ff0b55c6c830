package org.normlab.study.life;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.normlab.job.life.Jobs;
import org.normlab.study.Axis;
import org.normlab.study.Configuration;
import org.normlab.study.IllegalStudy;
import org.normlab.study.NewStudy;
import org.normlab.study.Studies;
import org.normlab.study.Study;
import org.normlab.study.StudyKeyReused;
import org.normlab.study.StudyPhase;
import org.normlab.study.StudyState;
import org.normlab.study.StudyStore;
import org.normlab.study.plan.Plan;
import org.normlab.study.plan.Planner;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes studies in and lets them grow. */
@Component
public class StudySubmissions {
  /**
   * PostgreSQL ends a transaction that asks nothing for seconds, so that a large study is stored
   * while the rest of it is still read and written as JSON.
   */
  private static final int STORED_TOGETHER = 200;

  private final TransactionTemplate transaction;
  private final Studies studies;
  private final StudyStore store;
  private final Jobs jobs;

  StudySubmissions(TransactionTemplate transaction, Studies studies, StudyStore store, Jobs jobs) {
    this.transaction = transaction;
    this.studies = studies;
    this.store = store;
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
    return store
        .submitted(key)
        .map(
            found -> {
              if (!found.request().equals(request.request())) {
                throw new StudyKeyReused(key, found.id());
              }
              return new Submitted(studies.snapshot(found.id()), true);
            });
  }

  private void insert(String id, Request request, Plan plan, @Nullable String key) {
    NewStudy study =
        new NewStudy(
            request.spec(), plan.axes(), request.request(), request.recipe(), request.scale());
    store.insert(id, study, key);
    Map<Map<String, String>, Integer> numbers = new HashMap<>();
    insertCells(id, plan.cells(), numbers);
    insertJobs(id, plan.jobs(), numbers, false);
  }

  private void insertCells(
      String id, List<Configuration> cells, Map<Map<String, String>, Integer> numbers) {
    List<Configuration> added = new ArrayList<>();
    for (Configuration cell : cells) {
      int number = numbers.size();
      if (numbers.putIfAbsent(cell.coordinates(), number) == null) {
        added.add(new Configuration(number, cell.coordinates()));
      }
    }
    store.add(id, added);
  }

  private void insertJobs(
      String id,
      List<Plan.Planned> planned,
      Map<Map<String, String>, Integer> numbers,
      boolean held) {
    ReferencedJobs leaders = new ReferencedJobs(studies.runs(id), numbers);
    SequencedMap<String, JobSpec> specs = new LinkedHashMap<>();
    Map<String, List<Integer>> cells = new LinkedHashMap<>();
    Map<String, String> waiting = new LinkedHashMap<>();
    for (Plan.Planned job : ReferencedJobs.first(planned)) {
      String leader = job.leader() == null ? null : leaders.of(job);
      String jobId = Jobs.newId();
      leaders.add(job, jobId);
      specs.put(jobId, leader == null ? job.spec() : ReferencedJobs.following(job.spec(), leader));
      cells.put(jobId, job.cells().stream().map(cell -> numbers.get(cell.coordinates())).toList());
      if (leader != null && !held) {
        waiting.put(jobId, ReferencedJobs.waits(leader));
      }
      if (specs.size() == STORED_TOGETHER) {
        store(id, specs, cells, waiting, held);
        specs.clear();
        cells.clear();
        waiting.clear();
      }
    }
    store(id, specs, cells, waiting, held);
  }

  private void store(
      String id,
      SequencedMap<String, JobSpec> specs,
      Map<String, List<Integer>> cells,
      Map<String, String> waiting,
      boolean held) {
    if (specs.isEmpty()) {
      return;
    }
    jobs.add(specs);
    store.link(id, cells);
    waiting.forEach((job, why) -> jobs.hold(List.of(job), why));
    if (held) {
      jobs.hold(List.copyOf(specs.keySet()), StudyControl.HELD);
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
      Study seen = extensible(studies.get(id));
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

  private static Study extensible(Study study) {
    if (study.state() == StudyState.CANCELLED) {
      throw new IllegalStudyMove(
          study.id(),
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
    Study now = extensible(store.lock(id));
    if (now.version() != seen.version() || !existing(id).equals(existing)) {
      return Optional.empty();
    }
    Map<Map<String, String>, Integer> numbers = new HashMap<>();
    studies.cells(id).forEach(cell -> numbers.put(cell.coordinates(), cell.number()));
    insertCells(id, plan.cells(), numbers);
    insertJobs(id, plan.jobs(), numbers, now.state() == StudyState.PAUSED);
    store.grow(id, larger, merged(now.axes(), plan.axes()));
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
}
