package org.normlab.job.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.Job;
import org.normlab.job.JobRun;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.StaleAttempt;
import org.normlab.job.TrainingSize;
import org.normlab.run.Points.Value;
import org.normlab.run.StoredCheckpoint;
import org.normlab.train.Point;

class AttemptsTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration OVER = Duration.ofSeconds(-1);

  private static String submit(Store store) throws Exception {
    return store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), null, null).job().id();
  }

  @ParameterizedTest
  @EnumSource
  void oneWorkerOwnsAJobUntilItsLeaseIsOver(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = submit(store);
    assertThat(store.attempts.claim(id, "w1", "cpu", LEASE)).isPresent();
    assertThat(store.attempts.claim(id, "w2", "cpu", LEASE)).isEmpty();
    assertThat(store.jobs.running()).extracting(Attempt::worker).containsExactly("w1");
    store.attempts.renew(new Claim(id, 1), OVER);
    assertThat(store.attempts.claim(id, "w2", "cpu", LEASE).orElseThrow().number()).isEqualTo(2);
    assertThat(store.jobs.attempts(id))
        .extracting(Attempt::state)
        .containsExactly(AttemptState.LOST, AttemptState.RUNNING);
  }

  @ParameterizedTest
  @EnumSource
  void anAttemptRemembersWhichVersionTrains(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = submit(store);
    Attempt claimed = store.attempts.claim(id, "w1", "cpu", LEASE).orElseThrow();
    assertThat(claimed.version()).isEqualTo(Store.VERSION);
    assertThat(store.jobs.attempts(id)).containsExactly(claimed);
    store.sql.sql("update attempt set version = null").update();
    assertThat(store.jobs.attempts(id).getFirst().version()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfAStaleAttemptIsStored(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = submit(store);
    store.attempts.claim(id, "w1", "cpu", OVER);
    store.attempts.claim(id, "w2", "cpu", LEASE);
    Job before = store.jobs.find(id).orElseThrow();
    List<Runnable> writes =
        List.of(
            () -> store.points.append(new Claim(id, 1), List.of(new Point(0, 1, "train.loss", 1))),
            () -> store.attempts.renew(new Claim(id, 1), LEASE),
            () -> store.attempts.started(new Claim(id, 1), new TrainingSize(1, 1, 1, 1)),
            () -> store.attempts.progress(new Claim(id, 1), 0.5),
            () ->
                store.attempts.runEnded(
                    new Claim(id, 1), new RunEnd(0, RunOutcome.COMPLETED, 1, "", Map.of())),
            () ->
                store.checkpoints.store(
                    new Claim(id, 1), new StoredCheckpoint(0, 1, 1, "f", "0", 1)),
            () -> store.attempts.log(new Claim(id, 1), List.of("line")),
            () ->
                store.attempts.finish(
                    new Claim(id, 1),
                    new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null)));
    for (Runnable write : writes) {
      assertThatThrownBy(write::run).isInstanceOf(StaleAttempt.class);
    }
    assertThat(store.jobs.find(id)).contains(before);
    assertThat(store.points.names(id)).isEmpty();
    assertThat(store.checkpoints.newest(id)).isEmpty();
    assertThat(store.jobs.log(id, 9)).isEmpty();
    assertThat(store.jobs.runs(id)).extracting(JobRun::outcome).containsOnly(RunOutcome.PENDING);
  }

  @ParameterizedTest
  @EnumSource
  void aStepHasOneValueThoughItWasTrainedTwice(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = submit(store);
    store.attempts.claim(id, "w1", "cpu", OVER);
    store.points.append(
        new Claim(id, 1),
        List.of(new Point(0, 1, "train.loss", 1), new Point(0, 2, "train.loss", 9)));
    store.attempts.claim(id, "w2", "cpu", LEASE);
    store.points.append(
        new Claim(id, 2),
        List.of(new Point(0, 2, "train.loss", 2), new Point(0, 3, "train.loss", 1e-300)));
    assertThat(store.points.series(id, 0, "train.loss", -1))
        .containsExactly(new Value(1, 1), new Value(2, 2), new Value(3, 1e-300));
    assertThat(store.points.series(id, 0, "train.loss", 2)).hasSize(1);
    assertThat(store.points.names(id)).containsExactly("train.loss");
  }

  @ParameterizedTest
  @EnumSource
  void endsAJobWithItsRuns(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = submit(store);
    store.attempts.claim(id, "w1", "cpu", LEASE);
    store.attempts.started(new Claim(id, 1), new TrainingSize(100, 2, 1, 50));
    store.attempts.runEnded(
        new Claim(id, 1),
        new RunEnd(0, RunOutcome.DIVERGED, 7, "loss is NaN", Map.of("train.loss", 2.5)));
    store.attempts.finish(
        new Claim(id, 1), new AttemptEnd(JobState.FAILED, AttemptState.FAILED, "killed", 137));
    Job job = store.jobs.find(id).orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.reason()).isEqualTo("killed");
    assertThat(job.width()).isEqualTo(2);
    assertThat(store.jobs.runs(id))
        .extracting(JobRun::outcome)
        .containsExactly(RunOutcome.DIVERGED, RunOutcome.FAILED);
    assertThat(store.jobs.runs(id).getFirst().summary()).isEqualTo(Map.of("train.loss", 2.5));
    assertThat(store.jobs.attempts(id).getFirst().exitCode()).isEqualTo(137);
    assertThat(store.attempts.claim(id, "w2", "cpu", LEASE)).isEmpty();
    assertThat(store.attempts.open()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void givesAJobBackAndKeepsTheNewestCheckpoints(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = submit(store);
    store.attempts.claim(id, "w1", "cpu", LEASE);
    store.checkpoints.store(new Claim(id, 1), new StoredCheckpoint(0, 1, 10, "a", "0", 1));
    store.checkpoints.store(new Claim(id, 1), new StoredCheckpoint(1, 1, 10, "b", "0", 1));
    store.attempts.finish(
        new Claim(id, 1),
        new AttemptEnd(JobState.QUEUED, AttemptState.STOPPED, "the worker was shut down", null));
    store.attempts.claim(id, "w1", "cpu", LEASE);
    store.checkpoints.store(new Claim(id, 2), new StoredCheckpoint(0, 2, 5, "c", "0", 1));
    assertThat(store.checkpoints.newest(id))
        .extracting(StoredCheckpoint::file)
        .containsExactly("c", "b");
    store.attempts.log(new Claim(id, 2), List.of("one", "two\0", "three"));
    assertThat(store.jobs.log(id, 2)).containsExactly("two\uFFFD", "three");
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheOwnerOfACancel(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = submit(store);
    store.attempts.claim(id, "w1", "cpu", LEASE);
    assertThat(store.attempts.renew(new Claim(id, 1), LEASE)).isFalse();
    assertThat(store.jobs.cancel(id, "too slow").job().state()).isEqualTo(JobState.RUNNING);
    assertThat(store.attempts.renew(new Claim(id, 1), LEASE)).isTrue();
    assertThat(store.attempts.cancelReason(id)).isEqualTo("too slow");
  }

  /** Others in this process may have counted before, which a registry shows as 0. */
  private static double count(SimpleMeterRegistry meters, String state) {
    Counter counter = meters.find("normlab.attempts").tag("state", state).counter();
    return counter == null ? 0 : counter.count();
  }

  /** An end that is taken back was none. */
  @ParameterizedTest
  @EnumSource
  void countsAttemptsThatEndOnceTheirEndIsCommitted(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = submit(store);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Metrics.addRegistry(meters);
    try {
      store.attempts.claim(id, "w1", "cpu", OVER);
      Claim second = store.attempts.claim(id, "w2", "cpu", LEASE).orElseThrow().claim();
      AttemptEnd end = new AttemptEnd(JobState.FAILED, AttemptState.FAILED, "no reason", null);
      Runnable takenBack =
          () -> {
            store.attempts.finish(second, end);
            throw new IllegalStateException("taken back");
          };
      assertThatThrownBy(() -> store.attempts.together(second, takenBack)).hasMessage("taken back");
      assertThat(count(meters, "failed")).isZero();
      store.attempts.finish(second, end);
      assertThat(count(meters, "failed")).isEqualTo(1);
      assertThat(count(meters, "lost")).isEqualTo(1);
    } finally {
      Metrics.removeRegistry(meters);
    }
  }
}
