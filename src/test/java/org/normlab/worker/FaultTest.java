package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptState;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.Store;
import org.normlab.run.Points.Value;
import org.normlab.run.StoredCheckpoint;
import org.normlab.train.Damage;
import org.normlab.wire.JobJson;

/**
 * Real workers and trainers on PostgreSQL, one of them killed, stopped, or without its database.
 * Whatever happened, the series equal an undisturbed job's bit for bit.
 */
class FaultTest {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp", "hidden": [128, 128], "dropout": 0.1},
       "normalization": {"type": "batch"}, "data": {"name": "digits"},
       "optimizer": {"type": "adamw"}, "epochs": %d, "batchSize": 32}
      """;
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final int EPOCHS = 60;
  private static final int STEPS_AN_EPOCH = 1078 / 32;

  /** Series of a job by its epochs. */
  private static final Map<Integer, Map<String, List<Value>>> UNDISTURBED = new HashMap<>();

  @TempDir private Path home;
  private Store store;

  @BeforeEach
  void create() {
    store = Store.fresh(Store.Kind.POSTGRESQL);
  }

  private String submit(int epochs) throws Exception {
    return store.jobs.submit(JobJson.read(JOB.formatted(epochs)).job(), null, null).job().id();
  }

  private Job await(String id, Predicate<Job> wanted, WorkerProcess worker) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (System.nanoTime() < deadline) {
      Job job = store.jobs.find(id).orElseThrow();
      if (wanted.test(job)) {
        return job;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(
        store.jobs.find(id) + "\n" + store.jobs.attempts(id) + "\n" + worker.log());
  }

  private Map<String, List<Value>> series(String id) {
    Map<String, List<Value>> all = new LinkedHashMap<>();
    for (String name : store.points.names(id)) {
      if (!name.equals("samplesPerSecond")) {
        all.put(name, store.points.series(id, 0, name, -1));
      }
    }
    return all;
  }

  private void assertAsIfUndisturbed(String id, int epochs, WorkerProcess worker) throws Exception {
    assertThat(succeeded(id, worker)).isNotEmpty().isEqualTo(undisturbed(epochs, worker));
  }

  /** Trained once for all tests, by whichever worker comes first: it makes no difference. */
  private Map<String, List<Value>> undisturbed(int epochs, WorkerProcess worker) throws Exception {
    if (!UNDISTURBED.containsKey(epochs)) {
      UNDISTURBED.put(epochs, succeeded(submit(epochs), worker));
    }
    return UNDISTURBED.get(epochs);
  }

  /** The series of a job that ends well. */
  private Map<String, List<Value>> succeeded(String id, WorkerProcess worker) throws Exception {
    assertThat(await(id, one -> one.state().isTerminal(), worker).state())
        .isEqualTo(JobState.SUCCEEDED);
    return series(id);
  }

  private List<AttemptState> attempts(String id) {
    return store.jobs.attempts(id).stream().map(Attempt::state).toList();
  }

  /** One that has ended may stay a zombie for as long as its parent likes, without a command. */
  private static void assertEndsItself(ProcessHandle trainer) throws InterruptedException {
    long deadline = System.nanoTime() + SHORT.multipliedBy(3).toNanos();
    while (trainer.info().command().isPresent()) {
      assertThat(System.nanoTime()).as("the trainer goes on").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  @Test
  void anotherWorkerTakesOverFromOneThatWasKilled() throws Exception {
    try (var first = new WorkerProcess("first", home, store.url, SHORT).awaitReady()) {
      String id = submit(EPOCHS);
      try (var second = new WorkerProcess("second", home, store.url, SHORT)) {
        await(id, job -> job.progress() > 0.2, first);
        ProcessHandle trainer = first.trainer();
        first.signal("KILL");
        assertEndsItself(trainer);
        assertAsIfUndisturbed(id, EPOCHS, second.awaitReady());
        assertThat(attempts(id)).containsExactly(AttemptState.LOST, AttemptState.COMPLETED);
      }
    }
  }

  @Test
  void aJobWhoseNewestCheckpointBrokeGoesOnFromTheOneBefore() throws Exception {
    try (var first = new WorkerProcess("first", home, store.url, SHORT).awaitReady()) {
      String id = submit(EPOCHS);
      await(id, _ -> store.checkpoints.kept(id).size() == 2, first);
      ProcessHandle trainer = first.trainer();
      first.signal("KILL");
      assertEndsItself(trainer);
      List<StoredCheckpoint> kept = store.checkpoints.kept(id);
      Damage.NUMBER_BIT.doTo(Path.of(kept.getFirst().file()));
      try (var second = new WorkerProcess("second", home, store.url, SHORT)) {
        assertAsIfUndisturbed(id, EPOCHS, second.awaitReady());
      }
      assertThat(store.jobs.attempts(id).getLast().note())
          .contains("step %d".formatted(kept.getFirst().step()), "has changed since")
          .contains("goes on from the one of step %d".formatted(kept.getLast().step()));
      assertThat(store.jobs.log(id, 50)).anyMatch(line -> line.contains("is not used"));
    }
  }

  @Test
  void aWorkerThatWasStoppedBeyondItsLeaseWritesNothingWhenItGoesOn() throws Exception {
    try (var first = new WorkerProcess("first", home, store.url, SHORT).awaitReady()) {
      String id = submit(EPOCHS);
      await(id, job -> job.progress() > 0.2, first);
      first.signal("STOP");
      try (var second = new WorkerProcess("second", home, store.url, SHORT).awaitReady()) {
        await(id, job -> job.attempt() == 2, second);
        first.signal("CONT");
        assertAsIfUndisturbed(id, EPOCHS, second);
        assertThat(attempts(id)).containsExactly(AttemptState.LOST, AttemptState.COMPLETED);
        assertThat(first.log()).contains("attempt 1 does not own job " + id);
      }
    }
  }

  @Test
  void aDatabaseThatIsGoneForLessThanALeaseCostsNothing() throws Exception {
    int epochs = 6 * EPOCHS;
    try (var proxy = new Proxy(store.port());
        var worker =
            new WorkerProcess(
                    "worker",
                    home,
                    store.url.replace(":" + store.port() + "/", ":" + proxy.port() + "/"),
                    Duration.ofSeconds(20))
                .awaitReady()) {
      String id = submit(epochs);
      await(id, job -> job.progress() > 0.05, worker);
      String undisturbed = submit(epochs);
      try (var beside = new WorkerProcess("beside", home, store.url, SHORT)) {
        proxy.cut();
        Thread.sleep(Duration.ofSeconds(8));
        assertThat(store.jobs.find(id).orElseThrow().state()).isEqualTo(JobState.RUNNING);
        proxy.mend();
        assertThat(succeeded(id, worker))
            .isNotEmpty()
            .isEqualTo(succeeded(undisturbed, beside.awaitReady()));
      }
      assertThat(attempts(id)).containsExactly(AttemptState.COMPLETED);
    }
  }

  @Test
  void aTrainerThatWasKilledIsReplacedByOneThatGoesOn() throws Exception {
    try (var worker = new WorkerProcess("worker", home, store.url, SHORT).awaitReady()) {
      String id = submit(EPOCHS);
      await(id, job -> job.progress() > 0.2, worker);
      worker.trainer().destroyForcibly();
      assertAsIfUndisturbed(id, EPOCHS, worker);
      assertThat(attempts(id)).containsExactly(AttemptState.FAILED, AttemptState.COMPLETED);
      assertThat(store.jobs.attempts(id).getFirst().exitCode()).isEqualTo(137);
      assertThat(store.jobs.attempts(id).getFirst().reason()).contains("SIGKILL");
    }
  }

  @Test
  void aFullDiskCostsTheJobNothing() throws Exception {
    String id = submit(EPOCHS);
    Path attempt = home.resolve("artifacts/checkpoints").resolve(id).resolve("attempt-1");
    Files.createDirectories(attempt);
    Path last = attempt.resolve("group-0-step-%d.safetensors".formatted(EPOCHS * STEPS_AN_EPOCH));
    Path draft = attempt.resolve(last.getFileName() + ".part");
    Files.createSymbolicLink(draft, Path.of("/dev/full"));
    try (var worker = new WorkerProcess("worker", home, store.url, SHORT).awaitReady()) {
      assertAsIfUndisturbed(id, EPOCHS, worker);
      assertThat(attempts(id)).containsExactly(AttemptState.STOPPED, AttemptState.COMPLETED);
      assertThat(store.jobs.attempts(id).getFirst().reason())
          .contains("could not be written", "No space left on device");
      assertThat(worker.log()).contains("takes no job for now", "takes jobs again");
      assertThat(draft).doesNotExist();
      assertThat(last).doesNotExist();
    }
  }
}
