package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptState;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.life.Store;
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

  private static final List<WorkerProcess> STARTED = new ArrayList<>();

  @TempDir private static Path home;
  private static Store store;

  /** Idle after a test that ended well; the next one begins with it, since a start takes long. */
  private static WorkerProcess spare;

  @BeforeAll
  static void create() {
    store = Store.fresh(Store.Kind.POSTGRESQL);
  }

  @AfterEach
  void endAllButTheSpare() {
    STARTED.stream().filter(worker -> worker != spare).forEach(WorkerProcess::close);
  }

  @AfterAll
  static void endAll() {
    STARTED.forEach(WorkerProcess::close);
  }

  private static WorkerProcess start() throws IOException {
    return start(store.url, SHORT);
  }

  private static WorkerProcess start(String url, Duration lease, String... more)
      throws IOException {
    WorkerProcess worker =
        new WorkerProcess("worker-" + (STARTED.size() + 1), home, url, lease, more);
    STARTED.add(worker);
    return worker;
  }

  /** Returns the only worker that is alive. */
  private static WorkerProcess only() throws Exception {
    WorkerProcess worker = spare == null ? start() : spare;
    spare = null;
    return worker.awaitReady();
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
    WorkerProcess first = only();
    String id = submit(EPOCHS);
    WorkerProcess second = start();
    await(id, job -> job.progress() > 0.2, first);
    ProcessHandle trainer = first.trainer();
    first.signal("KILL");
    assertEndsItself(trainer);
    assertAsIfUndisturbed(id, EPOCHS, second.awaitReady());
    assertThat(attempts(id)).containsExactly(AttemptState.LOST, AttemptState.COMPLETED);
    spare = second;
  }

  @Test
  void aJobWhoseNewestCheckpointBrokeGoesOnFromTheOneBefore() throws Exception {
    WorkerProcess first = only();
    String id = submit(EPOCHS);
    await(id, _ -> store.checkpoints.kept(id).size() == 2, first);
    ProcessHandle trainer = first.trainer();
    first.signal("KILL");
    assertEndsItself(trainer);
    List<StoredCheckpoint> kept = store.checkpoints.kept(id);
    Damage.NUMBER_BIT.doTo(Path.of(kept.getFirst().file()));
    WorkerProcess second = start();
    assertAsIfUndisturbed(id, EPOCHS, second.awaitReady());
    assertThat(store.jobs.attempts(id).getLast().note())
        .contains("step %d".formatted(kept.getFirst().step()), "has changed since")
        .contains("goes on from the one of step %d".formatted(kept.getLast().step()));
    assertThat(store.jobs.log(id, 50)).anyMatch(line -> line.contains("is not used"));
    spare = second;
  }

  @Test
  void aWorkerThatWasStoppedBeyondItsLeaseWritesNothingWhenItGoesOn() throws Exception {
    WorkerProcess first = only();
    String id = submit(EPOCHS);
    WorkerProcess second = start();
    await(id, job -> job.progress() > 0.2, first);
    first.signal("STOP");
    await(id, job -> job.attempt() == 2, second.awaitReady());
    first.signal("CONT");
    assertAsIfUndisturbed(id, EPOCHS, second);
    assertThat(attempts(id)).containsExactly(AttemptState.LOST, AttemptState.COMPLETED);
    assertThat(first.log()).contains("attempt 1 does not own job " + id);
    spare = second;
  }

  @Test
  void aDatabaseThatIsGoneForLessThanALeaseCostsNothing() throws Exception {
    if (spare != null) {
      spare.close();
    }
    spare = null;
    try (var proxy = new Proxy(store.port())) {
      String url = store.url.replace(":" + store.port() + "/", ":" + proxy.port() + "/");
      WorkerProcess cutOff =
          start(url, Duration.ofSeconds(20), "--spring.datasource.hikari.connection-timeout=500")
              .awaitReady();
      String id = submit(3 * EPOCHS);
      await(id, job -> job.progress() > 0.05, cutOff);
      String undisturbed = submit(3 * EPOCHS);
      WorkerProcess beside = start();
      proxy.cut();
      // Meanwhile the attempt has asked several times, too.
      cutOff.awaitLog("Failed to update heartbeat. No more retries.");
      assertThat(store.jobs.find(id).orElseThrow().state()).isEqualTo(JobState.RUNNING);
      proxy.mend();
      assertThat(succeeded(id, cutOff))
          .isNotEmpty()
          .isEqualTo(succeeded(undisturbed, beside.awaitReady()));
      assertThat(attempts(id)).containsExactly(AttemptState.COMPLETED);
      spare = beside;
    }
  }

  @Test
  void aTrainerThatWasKilledIsReplacedByOneThatGoesOn() throws Exception {
    WorkerProcess worker = only();
    String id = submit(EPOCHS);
    await(id, job -> job.progress() > 0.2, worker);
    worker.trainer().destroyForcibly();
    assertAsIfUndisturbed(id, EPOCHS, worker);
    assertThat(attempts(id)).containsExactly(AttemptState.FAILED, AttemptState.COMPLETED);
    assertThat(store.jobs.attempts(id).getFirst().exitCode()).isEqualTo(137);
    assertThat(store.jobs.attempts(id).getFirst().reason()).contains("SIGKILL");
    spare = worker;
  }

  @Test
  void aFullDiskCostsTheJobNothing() throws Exception {
    WorkerProcess worker = only();
    worker.signal("STOP"); // until the disk is full
    String id = submit(EPOCHS);
    Path attempt = home.resolve("artifacts/checkpoints").resolve(id).resolve("attempt-1");
    Files.createDirectories(attempt);
    Path last = attempt.resolve("group-0-step-%d.safetensors".formatted(EPOCHS * STEPS_AN_EPOCH));
    Path draft = attempt.resolve(last.getFileName() + ".part");
    Files.createSymbolicLink(draft, Path.of("/dev/full"));
    worker.signal("CONT");
    assertAsIfUndisturbed(id, EPOCHS, worker);
    assertThat(attempts(id)).containsExactly(AttemptState.STOPPED, AttemptState.COMPLETED);
    assertThat(store.jobs.attempts(id).getFirst().reason())
        .contains("could not be written", "No space left on device");
    assertThat(worker.log()).contains("takes no job for now", "takes jobs again");
    assertThat(draft).doesNotExist();
    assertThat(last).doesNotExist();
    spare = worker;
  }
}
