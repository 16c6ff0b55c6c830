package org.normlab.job.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.IllegalMove;
import org.normlab.job.Job;
import org.normlab.job.JobFilter;
import org.normlab.job.JobRun;
import org.normlab.job.JobState;
import org.normlab.job.KeyReused;
import org.normlab.job.RunOutcome;
import org.normlab.job.VersionMismatch;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;

class JobsTest {
  @ParameterizedTest
  @EnumSource
  void storesAJobWithItsRunsAndQueuesIt(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    Job job = store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), null, null).job();
    assertThat(job.state()).isEqualTo(JobState.QUEUED);
    assertThat(job.spec()).isEqualTo(JobJson.write(SampleJobs.spec(SampleJobs.DIGITS)));
    assertThat(job.tags()).isEqualTo(Map.of("paper", "kn"));
    assertThat(store.jobs.find(job.id())).contains(job);
    assertThat(store.jobs.version(job.id())).contains(job.version());
    assertThat(store.jobs.runs(job.id())).extracting(JobRun::seed).containsExactly(3L, 5L);
    assertThat(store.jobs.runs(job.id()))
        .extracting(JobRun::outcome)
        .containsOnly(RunOutcome.PENDING);
    assertThat(queued(store)).containsExactly(job.id());
  }

  private static List<String> queued(Store store) {
    return store.sql.sql("select task_instance from scheduled_tasks").query(String.class).list();
  }

  @ParameterizedTest
  @EnumSource
  void submitsTheSameKeyOnce(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    Jobs.Submitted first = store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), "k", null);
    Jobs.Submitted again = store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), "k", null);
    assertThat(again.job().id()).isEqualTo(first.job().id());
    assertThat(first.replay()).isFalse();
    assertThat(again.replay()).isTrue();
    JobSpec other = SampleJobs.spec(SampleJobs.DIGITS.replace("[3, 5]", "[3]"));
    assertThatThrownBy(() -> store.jobs.submit(other, "k", null)).isInstanceOf(KeyReused.class);
    assertThat(store.jobs.list(JobFilter.ALL, 10, null)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void submitsTheSameKeyOnceThoughManyTryTogether(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    JobSpec spec = SampleJobs.spec(SampleJobs.DIGITS);
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<Jobs.Submitted> submit = () -> store.jobs.submit(spec, "k", null);
      List<Future<Jobs.Submitted>> all = threads.invokeAll(Collections.nCopies(16, submit));
      long first = 0;
      for (Future<Jobs.Submitted> one : all) {
        first += one.get().replay() ? 0 : 1;
      }
      assertThat(first).isEqualTo(1);
    }
    assertThat(store.jobs.list(JobFilter.ALL, 10, null)).hasSize(1);
    assertThat(queued(store)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void listsNewestFirstByFilterAndPage(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String a = store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), null, null).job().id();
    String b =
        store
            .jobs
            .submit(
                SampleJobs.spec(SampleJobs.DIGITS.replace("\"batch\"", "\"layer\"")), null, null)
            .job()
            .id();
    String c =
        store
            .jobs
            .submit(SampleJobs.spec(SampleJobs.DIGITS.replace("kn", "snn")), null, a)
            .job()
            .id();
    assertThat(ids(store, JobFilter.ALL, null)).containsExactly(c, b, a);
    assertThat(ids(store, JobFilter.ALL, b)).containsExactly(a);
    assertThat(ids(store, new JobFilter(null, "layer", null, null, null, null), null))
        .containsExactly(b);
    assertThat(ids(store, new JobFilter(null, null, null, null, null, "paper=kn"), null))
        .containsExactly(b, a);
    assertThat(ids(store, new JobFilter(null, null, null, null, null, "paper"), null)).hasSize(3);
    assertThat(ids(store, new JobFilter(null, null, null, null, "DEEP 50%", null), null))
        .hasSize(3);
    assertThat(ids(store, new JobFilter(null, null, null, null, "5_%", null), null)).isEmpty();
    assertThat(ids(store, new JobFilter(JobState.RUNNING, null, null, null, null, null), null))
        .isEmpty();
  }

  private static List<String> ids(Store store, JobFilter filter, String before) {
    return store.jobs.list(filter, 10, before).stream().map(Job::id).toList();
  }

  @ParameterizedTest
  @EnumSource
  void cancelsAWaitingJobAtOnceAndNoJobTwice(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), null, null).job().id();
    Job cancelled = store.jobs.cancel(id, "typo").job();
    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(cancelled.reason()).isEqualTo("typo");
    assertThat(cancelled.ended()).isNotNull();
    assertThat(store.jobs.runs(id)).extracting(JobRun::outcome).containsOnly(RunOutcome.CANCELLED);
    assertThatThrownBy(() -> store.jobs.cancel(id, null))
        .isInstanceOf(IllegalMove.class)
        .hasMessageContaining("CANCELLED");
    assertThatThrownBy(() -> store.jobs.cancel("none", null))
        .isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @EnumSource
  void changesThePriorityOfWhatTheCallerHasSeen(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    Job job = store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), null, null).job();
    Job changed = store.jobs.prioritize(job.id(), 7, version -> version == job.version()).job();
    assertThat(changed.priority()).isEqualTo(7);
    assertThat(store.sql.sql("select priority from scheduled_tasks").query(Integer.class).single())
        .isEqualTo(7);
    assertThatThrownBy(
            () -> store.jobs.prioritize(job.id(), 8, version -> version == job.version()))
        .isInstanceOf(VersionMismatch.class);
  }
}
