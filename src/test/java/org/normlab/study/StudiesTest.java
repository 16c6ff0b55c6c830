package org.normlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.Store;
import org.normlab.norm.site.Activation;
import org.normlab.setting.Problem;
import org.normlab.study.life.IllegalStudyMove;
import org.normlab.study.life.StudiesOf;
import org.normlab.study.life.StudySubmissions;
import org.normlab.study.plan.Labels;
import org.normlab.wire.JobJson;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import org.normlab.wire.json.UnreadableJson;
import org.springframework.dao.DataIntegrityViolationException;

/** Studies on both databases. */
class StudiesTest {
  private static final String STUDY =
      """
      {"base": {"architecture": {"type": "mlp"}, "data": {"name": "digits"}, "seeds": [0, 1]},
       "axes": {"normalization": [{"type": "none"}, {"type": "batch"}],
         "learningRate": [0.01, 0.1], "batchSize": [16, 32]}}
      """;

  private static StudySpec spec(String json) {
    return StudyJson.trusted(json);
  }

  private static JobJson.Read read(String job) {
    try {
      return JobJson.read(job);
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Study submitted(Store store) {
    return StudiesOf.intake(store)
        .submit(StudySubmissions.Request.of(spec(STUDY)), StudiesTest::read, null)
        .study();
  }

  private static StudyProgress progress(Studies studies, String id) {
    return Objects.requireNonNull(studies.progress(List.of(id)).get(id));
  }

  @ParameterizedTest
  @EnumSource
  void storesJobsRunsAndPointsAtOnce(Store.Kind kind) {
    Store store = Store.fresh(kind);
    Studies studies = StudiesOf.store(store);
    Study study = submitted(store);
    assertThat(studies.cells(study.id())).hasSize(8);
    assertThat(studies.jobs(study.id())).hasSize(4);
    assertThat(studies.runs(study.id()))
        .hasSize(16)
        .allSatisfy(run -> assertThat(run.outcome()).isEqualTo(RunOutcome.PENDING));
    for (StudyRun run : studies.runs(study.id())) {
      Map<String, String> at = studies.cells(study.id()).get(run.cell()).coordinates();
      assertThat(at.get("learningRate")).isEqualTo(Labels.number(run.learningRate()));
    }
    StudyProgress progress = progress(studies, study.id());
    assertThat(progress.state()).isEqualTo(StudyPhase.QUEUED);
    assertThat(progress.runs()).isEqualTo(16);
    assertThat(studies.list(StudyFilter.ALL, 10, null))
        .extracting(Study::id)
        .containsExactly(study.id());
  }

  /** More jobs than are stored together. */
  @ParameterizedTest
  @EnumSource
  void storesALargeStudyWholeAndInItsOrder(Store.Kind kind) {
    Store store = Store.fresh(kind);
    Studies studies = StudiesOf.store(store);
    String sizes = IntStream.rangeClosed(1, 450).boxed().toList().toString();
    String large =
        """
        {"base": {"architecture": {"type": "mlp", "hidden": [4]}, "normalization": {"type": "none"}, "data": {"name": "digits"},
          "epochs": 1, "seeds": [0]}, "axes": {"batchSize": %s}}
        """
            .formatted(sizes);
    Study study =
        StudiesOf.intake(store)
            .submit(StudySubmissions.Request.of(spec(large)), StudiesTest::read, null)
            .study();
    List<String> queued =
        store
            .sql
            .sql("select task_instance from scheduled_tasks order by execution_time")
            .query(String.class)
            .list();
    assertThat(queued).hasSize(450).isEqualTo(studies.jobs(study.id()));
    // Equal times would leave the order to the database.
    assertThat(
            store
                .sql
                .sql("select count(distinct execution_time) from scheduled_tasks")
                .query(Integer.class)
                .single())
        .isEqualTo(450);
    assertThat(studies.runs(study.id()))
        .hasSize(450)
        .extracting(StudyRun::cell)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void queuesItsJobsWithTheirPriority(Store.Kind kind) {
    Store store = Store.fresh(kind);
    String urgent = STUDY.replace("\"seeds\"", "\"priority\": 7, \"seeds\"");
    Study study =
        StudiesOf.intake(store)
            .submit(StudySubmissions.Request.of(spec(urgent)), StudiesTest::read, null)
            .study();
    assertThat(
            store
                .sql
                .sql(
                    "select task_instance from scheduled_tasks where priority = 7"
                        + " order by execution_time")
                .query(String.class)
                .list())
        .isEqualTo(StudiesOf.store(store).jobs(study.id()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      textBlock =
          """
          "normalization": [{"type": "layer"}], "learningRate": [0.1, 1] | s: layer
          "learningRate": [0.1, 1], "weightDecay": [0, 0.1] | s
          "batchSize": [8], "learningRate": [0.1] | s: 8, 0.1
          """)
  void aJobIsNamedAfterWhatItsRunsHaveInCommon(String axes, String name) {
    Store store = Store.fresh(Store.Kind.H2);
    String study =
        """
        {"name": "s", "base": {"architecture": {"type": "mlp"}, "data": {"name": "digits"},
           "normalization": {"type": "batch"}}, "axes": {%s}}
        """
            .formatted(axes);
    Study stored =
        StudiesOf.intake(store)
            .submit(StudySubmissions.Request.of(spec(study)), StudiesTest::read, null)
            .study();
    List<String> jobs = StudiesOf.store(store).jobs(stored.id());
    assertThat(jobs).hasSize(1);
    assertThat(store.jobs.find(jobs.getFirst()).orElseThrow().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "test.accuracy, validation.accuracy, ''",
    "best.test.accuracy, best.validation.accuracy, ''",
    "best.test.accuracy, validation.accuracy, best epoch",
    "test.accuracy, best.validation.loss, last epoch",
    "best.test.accuracy, best.test.loss, reported on test",
    "best.seconds, best.validation.loss, there is no metric"
  })
  void settingsAreChosenByFiguresOfTheEpochThatIsReported(String metric, String by, String fault)
      throws Exception {
    String study =
        """
        {"base": {"architecture": {"type": "mlp"}, "data": {"name": "digits"}},
         "axes": {"normalization": [{"type": "batch"}], "learningRate": [0.1, 1]},
         "metric": "%s", "select": {"over": ["learningRate"], "by": "%s"}}
        """
            .formatted(metric, by);
    List<Problem> faults = new ArrayList<>(StudyJson.read(study).problems());
    if (faults.isEmpty()) {
      try {
        StudiesOf.intake(Store.fresh(Store.Kind.H2)).validate(spec(study), StudiesTest::read);
      } catch (IllegalStudy e) {
        faults.addAll(e.problems());
      }
    }
    assertThat(faults).hasSize(fault.isEmpty() ? 0 : 1);
    assertThat(faults).allSatisfy(p -> assertThat(p.detail()).contains(fault));
  }

  @Test
  void anActivationOfTheBaseIsAFaultWhereAMethodBringsItsOwn() {
    Store store = Store.fresh(Store.Kind.H2);
    String study =
        """
        {"base": {"architecture": {"type": "mlp"%s}, "data": {"name": "digits"}},
         "axes": {"normalization": [{"type": "batch"}, {"type": "self-normalizing"}]}}
        """;
    StudySubmissions intake = StudiesOf.intake(store);
    StudySpec asked = spec(study.formatted(", \"activation\": \"relu\""));
    assertThatExceptionOfType(IllegalStudy.class)
        .isThrownBy(() -> intake.validate(asked, StudiesTest::read))
        .satisfies(
            fault ->
                assertThat(fault.problems())
                    .singleElement()
                    .satisfies(
                        p -> {
                          assertThat(p.pointer()).isEqualTo("/base/architecture/activation");
                          assertThat(p.detail()).contains("leave activation out");
                        }));
    StudySpec open = spec(study.formatted(""));
    Study stored =
        intake.submit(StudySubmissions.Request.of(open), StudiesTest::read, null).study();
    assertThat(StudiesOf.store(store).jobs(stored.id()))
        .map(
            id ->
                JobJson.trusted(store.jobs.find(id).orElseThrow().spec())
                    .training()
                    .architecture()
                    .activation())
        .containsExactly(Activation.RELU, Activation.SELU);
  }

  @ParameterizedTest
  @EnumSource
  void storesNothingOfAStudyThatFails(Store.Kind kind) {
    Store store = Store.fresh(kind);
    Studies studies = StudiesOf.store(store);
    // The third job violates the database's own bounds when everything else is stored.
    store.sql.sql("alter table job add constraint few check (name not like 'batch%16')").update();
    assertThatThrownBy(() -> submitted(store))
        .isInstanceOf(DataIntegrityViolationException.class)
        .satisfies(e -> assertThat(e.getMessage()).containsIgnoringCase("few"));
    for (String table :
        List.of("study", "study_cell", "study_job", "study_run", "job", "job_run")) {
      assertThat(store.sql.sql("select count(*) from " + table).query(Long.class).single())
          .as(table)
          .isZero();
    }
    assertThat(store.sql.sql("select count(*) from scheduled_tasks").query(Long.class).single())
        .isZero();
  }

  @ParameterizedTest
  @EnumSource
  void heldJobsAreNotTrainedUntilTheStudyGoesOn(Store.Kind kind) {
    Store store = Store.fresh(kind);
    Studies studies = StudiesOf.store(store);
    String id = submitted(store).id();
    String first = studies.jobs(id).getFirst();
    long before = progress(studies, id).version();
    StudiesOf.steering(store).pause(id);
    assertThat(progress(studies, id).version()).isGreaterThan(before);
    assertThat(store.attempts.claim(first, "w", "s", Duration.ofMinutes(1))).isEmpty();
    assertThat(store.sql.sql("select count(*) from scheduled_tasks").query(Long.class).single())
        .isZero();
    assertThatThrownBy(() -> StudiesOf.steering(store).pause(id))
        .isInstanceOf(IllegalStudyMove.class);
    StudiesOf.steering(store).resume(id);
    assertThat(store.attempts.claim(first, "w", "s", Duration.ofMinutes(1))).isPresent();
    assertThat(store.sql.sql("select count(*) from scheduled_tasks").query(Long.class).single())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void progressIsOneRowOverAllJobs(Store.Kind kind) {
    Store store = Store.fresh(kind);
    Studies studies = StudiesOf.store(store);
    String id = submitted(store).id();
    List<String> jobs = studies.jobs(id);
    end(store, jobs.get(0), RunOutcome.COMPLETED, JobState.SUCCEEDED);
    end(store, jobs.get(1), RunOutcome.DIVERGED, JobState.SUCCEEDED);
    end(store, jobs.get(2), RunOutcome.PENDING, JobState.FAILED);
    StudyProgress progress = progress(studies, id);
    assertThat(progress.state()).isEqualTo(StudyPhase.RUNNING);
    assertThat(progress.share()).isEqualTo(0.75);
    assertThat(progress.ended()).isEqualTo(12);
    assertThat(progress.diverged()).isEqualTo(4);
    assertThat(progress.failedRuns()).isEqualTo(4);
    assertThat(progress.finished()).isNull();
    StudiesOf.steering(store).cancel(id, null);
    assertThat(progress(studies, id).state()).isEqualTo(StudyPhase.CANCELLED);
    assertThat(progress(studies, id).finished()).isNotNull();
  }

  private static void end(Store store, String job, RunOutcome outcome, JobState state) {
    store.attempts.claim(job, "w", "s", Duration.ofMinutes(1));
    for (int run = 0; run < 4 && outcome.isEnded(); run++) {
      store.attempts.runEnded(
          new Claim(job, 1), new RunEnd(run, outcome, 1, "", Map.of("test.accuracy", 0.5)));
    }
    AttemptState attempt = state == JobState.FAILED ? AttemptState.FAILED : AttemptState.COMPLETED;
    store.attempts.finish(new Claim(job, 1), new AttemptEnd(state, attempt, null, null), 7_000_000);
  }

  @ParameterizedTest
  @EnumSource
  void rememberTheMemoryOfAJob(Store.Kind kind) {
    Store store = Store.fresh(kind);
    Studies studies = StudiesOf.store(store);
    String id = submitted(store).id();
    end(store, studies.jobs(id).getFirst(), RunOutcome.COMPLETED, JobState.SUCCEEDED);
    assertThat(studies.runs(id)).extracting(StudyRun::memoryBytes).containsOnly(7_000_000L, null);
  }

  @ParameterizedTest
  @EnumSource
  void addsOnlyWhatIsMissing(Store.Kind kind) {
    Store store = Store.fresh(kind);
    Studies studies = StudiesOf.store(store);
    String id = submitted(store).id();
    StudySpec larger =
        spec(STUDY.replace("[0.01, 0.1]", "[0.01, 0.1, 1]").replace("[0, 1]", "[0, 1, 2]"));
    // 12 points of 3 seeds, 16 runs of which are there.
    assertThat(StudiesOf.intake(store).extend(id, _ -> larger, StudiesTest::read).addedRuns())
        .isEqualTo(36 - 16);
    assertThat(studies.runs(id)).hasSize(36);
    assertThat(studies.cells(id)).hasSize(12);
    assertThat(StudiesOf.intake(store).extend(id, _ -> larger, StudiesTest::read).addedRuns())
        .isZero();
    assertThat(Objects.requireNonNull(studies.find(id).orElseThrow()).axes().get(1).labels())
        .containsExactly("0.01", "0.1", "1");
  }

  /** A study is planned without holding its row; one that changed meanwhile is planned again. */
  @ParameterizedTest
  @EnumSource
  void extensionsAtTheSameTimeBothStay(Store.Kind kind) {
    Store store = Store.fresh(kind);
    Studies studies = StudiesOf.store(store);
    String id = submitted(store).id();
    AtomicInteger plans = new AtomicInteger();
    AtomicLong second = new AtomicLong();
    UnaryOperator<StudySpec> first =
        study -> {
          if (plans.getAndIncrement() == 0) {
            second.set(
                elsewhere(
                    () -> extend(store, id, spec -> with(spec, "[0.01,0.1]", "[0.01,0.1,1]"))));
          }
          return with(study, "[16,32]", "[16,32,64]");
        };
    assertThat(extend(store, id, first)).isEqualTo(12);
    assertThat(second).hasValue(8);
    assertThat(plans).hasValue(2);
    StudySpec now = studies.get(id).spec();
    assertThat(now.axes().path("batchSize")).hasSize(3);
    assertThat(now.axes().path("learningRate")).hasSize(3);
    assertThat(studies.cells(id)).hasSize(18);
  }

  /** Runs that are lost while an extension is planned are trained again by it. */
  @ParameterizedTest
  @EnumSource
  void anExtensionSeesWhatWasLostWhileItWasPlanned(Store.Kind kind) {
    Store store = Store.fresh(kind);
    String id = submitted(store).id();
    String job = StudiesOf.store(store).jobs(id).getFirst();
    AtomicInteger plans = new AtomicInteger();
    UnaryOperator<StudySpec> extension =
        study -> {
          if (plans.getAndIncrement() == 0) {
            elsewhere(() -> lose(store, job));
          }
          return with(study, "[16,32]", "[16,32,64]");
        };
    assertThat(extend(store, id, extension)).isEqualTo(8 + 4);
  }

  private static int lose(Store store, String job) {
    store.attempts.claim(job, "w", "cpu/0", Duration.ofMinutes(1));
    store.attempts.finish(
        new Claim(job, 1), new AttemptEnd(JobState.FAILED, AttemptState.FAILED, "lost", null));
    return 0;
  }

  /** Runs something in another thread, as another request would. */
  private static <T> T elsewhere(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work).orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static long extend(Store store, String id, UnaryOperator<StudySpec> extension) {
    return StudiesOf.intake(store).extend(id, extension, StudiesTest::read).addedRuns();
  }

  private static StudySpec with(StudySpec study, String part, String other) {
    return spec(StudyJson.write(study).replace(part, other));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedExtensionLeavesTheStudyAsItWas(Store.Kind kind) {
    Store store = Store.fresh(kind);
    Study study = submitted(store);
    assertThatThrownBy(
            () ->
                extend(
                    store,
                    study.id(),
                    _ -> {
                      throw new IllegalArgumentException("no");
                    }))
        .hasMessage("no");
    assertThat(StudiesOf.store(store).get(study.id())).isEqualTo(study);
    assertThat(extend(store, study.id(), one -> with(one, "[16,32]", "[16,32,64]"))).isEqualTo(8);
  }
}
