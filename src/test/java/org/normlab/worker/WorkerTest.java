package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.trainer.FakeJob.that;
import static org.normlab.trainer.FakeTraining.Script.CANNOT_WRITE_AT_FIRST;
import static org.normlab.trainer.FakeTraining.Script.CRASHES;
import static org.normlab.trainer.FakeTraining.Script.CRASHES_AT_FIRST;
import static org.normlab.trainer.FakeTraining.Script.DIVERGES;
import static org.normlab.trainer.FakeTraining.Script.EATS_MEMORY;
import static org.normlab.trainer.FakeTraining.Script.FAILS;
import static org.normlab.trainer.FakeTraining.Script.IGNORES_STOP;
import static org.normlab.trainer.FakeTraining.Script.JAVA_CRASHES;
import static org.normlab.trainer.FakeTraining.Script.KILLED;
import static org.normlab.trainer.FakeTraining.Script.PRINTS_GARBAGE;
import static org.normlab.trainer.FakeTraining.Script.STEADY;
import static org.normlab.trainer.FakeTraining.Script.THROWS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptState;
import org.normlab.job.Job;
import org.normlab.job.JobRun;
import org.normlab.job.JobState;
import org.normlab.job.RunOutcome;
import org.normlab.run.Points.Value;
import org.normlab.trainer.FakeJob;
import org.normlab.trainer.FakeTraining;

/** What becomes of a job when its trainer does what trainers do. */
class WorkerTest {
  private static final int STEPS = FakeJob.STEPS;
  private Workshop shop;

  @BeforeEach
  void open(@TempDir Path home) {
    shop = new Workshop(home);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private List<AttemptState> attempts(String id) {
    return shop.store.jobs.attempts(id).stream().map(Attempt::state).toList();
  }

  private void assertEachStepOnce(String id) {
    List<Value> series = shop.store.points.series(id, 0, "train.loss", -1);
    assertThat(series).hasSize(STEPS);
    for (int i = 0; i < STEPS; i++) {
      assertThat(series.get(i)).isEqualTo(new Value(i + 1, FakeTraining.valueAt(0, i + 1)));
    }
  }

  @Test
  void trainsJobsOneAfterAnotherInAWarmProcess() throws Exception {
    String first = shop.submit(that(STEADY));
    assertThat(shop.end(first).state()).isEqualTo(JobState.SUCCEEDED);
    for (int i = 0; i < 3; i++) {
      shop.end(shop.submit(that(STEADY)));
    }
    assertThat(shop.trainers.size()).isLessThanOrEqualTo(2);
    assertThat(attempts(first)).containsExactly(AttemptState.COMPLETED);
    assertThat(shop.store.jobs.runs(first))
        .extracting(JobRun::outcome)
        .containsOnly(RunOutcome.COMPLETED);
    assertThat(shop.store.jobs.log(first, 99)).anyMatch(line -> line.contains("fake"));
    assertEachStepOnce(first);
  }

  @Test
  void divergenceIsAnOutcome() throws Exception {
    String id = shop.submit(that(DIVERGES));
    assertThat(shop.end(id).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(shop.store.jobs.runs(id))
        .extracting(JobRun::outcome)
        .containsOnly(RunOutcome.DIVERGED);
  }

  @Test
  void goesOnFromTheCheckpointAfterACrash() throws Exception {
    String id = shop.submit(that(CRASHES_AT_FIRST));
    assertThat(shop.end(id).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(attempts(id)).containsExactly(AttemptState.FAILED, AttemptState.COMPLETED);
    assertThat(shop.store.jobs.attempts(id).getFirst().exitCode()).isEqualTo(7);
    assertThat(shop.store.jobs.attempts(id).getFirst().reason()).contains("about to crash");
    assertEachStepOnce(id);
  }

  @Test
  void whatWasBegunGoesBeforeWhatWaits() throws Exception {
    String crashed = shop.submit(that(CRASHES_AT_FIRST));
    List<String> waiting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waiting.add(shop.submit(that(STEADY).withStepsOf(Duration.ofMillis(20))));
    }
    shop.end(crashed);
    for (String id : waiting) {
      shop.end(id);
    }
    Instant again = shop.store.jobs.attempts(crashed).getLast().started();
    Instant last = shop.store.jobs.attempts(waiting.getLast()).getFirst().started();
    assertThat(attempts(crashed)).containsExactly(AttemptState.FAILED, AttemptState.COMPLETED);
    assertThat(again).isBefore(last);
  }

  @Test
  void givesUpAfterThreeCrashes() throws Exception {
    Job job = shop.end(shop.submit(that(CRASHES)));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.reason()).contains("3 attempts", "exit code 7", "about to crash");
    assertThat(attempts(job.id()))
        .containsExactly(AttemptState.FAILED, AttemptState.FAILED, AttemptState.FAILED);
  }

  @Test
  void namesTheSignalThatEndedATrainer() throws Exception {
    Job job = shop.end(shop.submit(that(KILLED).withStepsOf(Duration.ofMillis(20))));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.reason()).contains("SIGKILL");
  }

  /** Java reports a crash on the standard output, and then ends itself by SIGABRT. */
  @Test
  void namesTheSignalThatJavaReportsWhenItCrashes() throws Exception {
    Job job = shop.end(shop.submit(that(JAVA_CRASHES)));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.reason()).contains("crashed with SIGSEGV (exit code 134)");
    assertThat(job.reason()).doesNotContain("no message");
    assertThat(attempts(job.id()))
        .containsExactly(AttemptState.FAILED, AttemptState.FAILED, AttemptState.FAILED);
  }

  @Test
  void endsATrainerThatPrintsGarbage() throws Exception {
    Job job = shop.end(shop.submit(that(PRINTS_GARBAGE)));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.reason()).contains("Segmentation fault");
    assertThat(shop.trainers).allMatch(process -> !process.isAlive());
  }

  @Test
  void endsATrainerThatTakesTooMuchMemoryAndDoesNotTryAgain() throws Exception {
    Job job = shop.end(shop.submit(that(EATS_MEMORY)));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.reason()).contains("700 MB", "memory-per-slot");
    assertThat(attempts(job.id())).containsExactly(AttemptState.FAILED);
  }

  @Test
  void aFailureThatWouldComeAgainIsNotTriedAgain() throws Exception {
    Job failed = shop.end(shop.submit(that(FAILS)));
    assertThat(failed.reason()).isEqualTo("the data set has vanished: digits");
    Job thrown = shop.end(shop.submit(that(THROWS)));
    assertThat(thrown.reason()).contains("a fault of the program");
    assertThat(attempts(failed.id())).containsExactly(AttemptState.FAILED);
    assertThat(attempts(thrown.id())).containsExactly(AttemptState.FAILED);
  }

  @Test
  void cancelsWithinTenSecondsThoughTheTrainerDoesNotStop() throws Exception {
    String id = shop.submit(that(IGNORES_STOP).withSteps(1000).withStepsOf(Duration.ofMillis(50)));
    shop.await(id, job -> job.progress() > 0);
    long begun = System.nanoTime();
    shop.store.jobs.cancel(id, "changed my mind");
    Job job = shop.end(id);
    assertThat(job.state()).isEqualTo(JobState.CANCELLED);
    assertThat(job.reason()).isEqualTo("changed my mind");
    assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
    assertThat(shop.store.jobs.runs(id))
        .extracting(JobRun::outcome)
        .containsOnly(RunOutcome.CANCELLED);
    assertThat(shop.trainers).allMatch(process -> !process.isAlive());
  }

  @Test
  void aJobMayNotRunForLongerThanItSays() throws Exception {
    Job job =
        shop.end(
            shop.submit(
                that(STEADY)
                    .withSteps(1000)
                    .withStepsOf(Duration.ofMillis(50))
                    .withMaxDuration("PT1S")));
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.reason()).contains("maxDuration", "PT1S");
  }

  /** One full disk must not fail a whole queue. */
  @Test
  void aWorkerThatCannotWriteTakesNoJobsUntilItCan() throws Exception {
    shop.obstacle = "normlab.artifacts cannot be written to: No space left on device";
    String first = shop.submit(that(CANNOT_WRITE_AT_FIRST));
    shop.await(first, job -> job.attempt() == 1 && job.state() == JobState.QUEUED);
    List<String> waiting = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      waiting.add(shop.submit(that(STEADY)));
    }
    shop.claiming.check();
    shop.worker.lookForJobs();
    Thread.sleep(1000);
    for (String id : waiting) {
      assertThat(shop.store.jobs.find(id).orElseThrow().attempt()).isZero();
    }
    assertThat(shop.store.jobs.attempts(first).getFirst().reason()).contains("the disk is full");
    shop.obstacle = null;
    shop.claiming.check();
    shop.worker.lookForJobs();
    for (String id : waiting) {
      assertThat(shop.end(id).state()).isEqualTo(JobState.SUCCEEDED);
    }
    assertThat(shop.end(first).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(attempts(first)).containsExactly(AttemptState.STOPPED, AttemptState.COMPLETED);
    assertEachStepOnce(first);
  }

  @Test
  void aWorkerThatShutsDownGivesItsJobBack() throws Exception {
    String id = shop.submit(that(STEADY).withSteps(1000).withStepsOf(Duration.ofMillis(20)));
    shop.await(id, job -> job.progress() > 0);
    shop.shutDown();
    assertThat(shop.store.jobs.find(id).orElseThrow().state()).isEqualTo(JobState.QUEUED);
    assertThat(attempts(id)).containsExactly(AttemptState.STOPPED);
    assertThat(shop.store.checkpoints.newest(id)).hasSize(1);
    assertThat(shop.trainers).allMatch(process -> !process.isAlive());
  }
}
