package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.job.Attempt;
import org.normlab.job.AttemptState;
import org.normlab.job.Job;
import org.normlab.job.JobState;
import org.normlab.job.StaleAttempt;
import org.normlab.job.life.Store;
import org.normlab.storage.StorageLayout;
import org.normlab.train.Point;
import org.normlab.trainer.Devices;
import org.normlab.trainer.Message;
import org.normlab.trainer.Wire;
import org.normlab.wire.JobJson;

/** What a worker does about an attempt without hearing a word from its trainer. */
class TrainerSessionTest {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp"}, "normalization": {"type": "none"}, "data": {"name": "digits"}}
      """;
  private static final WorkerSettings SETTINGS =
      new WorkerSettings(
          true,
          null,
          1,
          1,
          null,
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofDays(1),
          3,
          5);
  private static final Watchdog WATCHDOG = new Watchdog(Duration.ofDays(1), System::nanoTime);
  private static final Slot SLOT = new Slot("cpu/0", "cpu", 1, Long.MAX_VALUE);
  private static final Duration OVER = Duration.ofSeconds(-1);

  private final Store store = Store.fresh(Store.Kind.H2);
  private String id;

  /** Why nothing can be written; null while it can. */
  private String obstacle;

  @BeforeEach
  void submit() {
    id = store.jobs.submit(JobJson.trusted(JOB), null, null).job().id();
  }

  private Attempt claim(Duration lease) {
    return store.attempts.claim(id, "w", SLOT.name(), lease).orElseThrow();
  }

  @Test
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void itsTrainerIsEndedWhenTheLeaseIsOver(@TempDir Path folder) throws Exception {
    Attempt attempt = claim(SETTINGS.lease());
    Process silent = new ProcessBuilder("sleep", "600").start();
    try {
      TrainerSession run = run(attempt, silent);
      store.sql.sql("alter table job rename to gone").update();
      assertThatThrownBy(() -> run.run(start(folder))).isInstanceOf(StaleAttempt.class);
      assertThat(silent.waitFor(1, TimeUnit.SECONDS)).isTrue();
    } finally {
      silent.destroyForcibly();
    }
  }

  @Test
  void storesOnceATickHoweverMuchIsSaid(@TempDir Path folder) throws Exception {
    Path words = folder.resolve("words");
    Message last = new Message.Finished(Message.Verdict.COMPLETED, "");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      all.append(line(new Message.Points(i / 200.0, List.of(new Point(0, i, "train.loss", i)))));
    }
    Files.writeString(words, all + line(last));
    Attempt attempt = claim(Duration.ofMinutes(1));
    long before = store.jobs.find(id).orElseThrow().version();
    long begun = System.nanoTime();
    Process talker =
        new ProcessBuilder(
                "sh", "-c", "while read -r l; do echo \"$l\"; sleep 0.005; done < " + words)
            .start();
    try {
      run(attempt, talker).run(start(folder));
    } finally {
      talker.destroyForcibly();
    }
    long ticks = (System.nanoTime() - begun) / 100_000_000;
    Job job = store.jobs.find(id).orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(store.points.series(id, 0, "train.loss", -1)).hasSize(200);
    assertThat(job.version() - before).isBetween(2L, ticks + 2);
  }

  private static String line(Message message) {
    return new String(Wire.write(message), StandardCharsets.UTF_8);
  }

  private TrainerSession run(Attempt attempt, Process trainer) {
    return new TrainerSession(
        attempt,
        new TrainerProcess(trainer),
        new Recorder(
            attempt.claim(),
            store.attempts,
            store.points,
            store.episodes,
            store.artifacts,
            store.checkpoints),
        store.attempts,
        new Limits(SLOT, List.of(), 3, null, System.nanoTime()),
        SETTINGS,
        () -> false,
        WATCHDOG,
        new Claiming(_ -> obstacle));
  }

  private Message.Start start(Path folder) {
    String path = folder.toString();
    return new Message.Start(
        id, 1, Wire.tree(JOB), path, false, path, List.of(), null, 1, 1, "cpu", 600, 600);
  }

  /** A trainer that ends with this exit code. */
  private Job after(int code, Path folder) throws Exception {
    Process trainer = new ProcessBuilder("sh", "-c", "exit " + code).start();
    run(claim(Duration.ofMinutes(1)), trainer).run(start(folder));
    return store.jobs.find(id).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 129, 130, 143})
  void whatEndedATrainerFromOutsideIsNotTheJobsFault(int code, @TempDir Path folder)
      throws Exception {
    for (int i = 0; i < SETTINGS.maxAttempts() + 1; i++) {
      assertThat(after(code, folder).state()).isEqualTo(JobState.QUEUED);
    }
    Attempt last = store.jobs.attempts(id).getLast();
    assertThat(last.state()).isEqualTo(AttemptState.STOPPED);
    assertThat(last.exitCode()).isEqualTo(code);
    assertThat(last.reason()).contains("exit code " + code, "the job waits");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 134, 137, 139})
  void aCrashIsTheJobsOwn(int code, @TempDir Path folder) throws Exception {
    assertThat(after(code, folder).state()).isEqualTo(JobState.QUEUED);
    assertThat(store.jobs.attempts(id).getLast().state()).isEqualTo(AttemptState.FAILED);
  }

  @Test
  void whatFailsWhileNothingCanBeWrittenIsNotTheJobsFault(@TempDir Path folder) throws Exception {
    obstacle = "normlab.artifacts cannot be written to: No space left on device";
    for (int i = 0; i < SETTINGS.maxAttempts() + 1; i++) {
      assertThat(after(1, folder).state()).isEqualTo(JobState.QUEUED);
    }
    Attempt last = store.jobs.attempts(id).getLast();
    assertThat(last.state()).isEqualTo(AttemptState.STOPPED);
    assertThat(last.reason()).contains(obstacle, "exit code 1", "the job waits");
  }

  @Test
  void aJobThatWasLostMoreOftenThanItMayCrashIsTried(@TempDir Path home) throws Exception {
    for (int i = 0; i < SETTINGS.maxAttempts() + 1; i++) {
      claim(OVER);
    }
    AtomicInteger started = new AtomicInteger();
    AttemptRunner training = training(home, started);
    assertThat(training.nextAttempt(id))
        .isAfterOrEqualTo(store.jobs.attempts(id).getLast().leaseUntil().plusSeconds(4));
    training.run(claim(Duration.ofMinutes(1)), SLOT);
    assertThat(started).hasValue(1);
  }

  @Test
  void aJobThatWasLostWithItsWorkerTimeAndAgainIsGivenUp(@TempDir Path home) throws Exception {
    for (int i = 0; i < SETTINGS.maxInterruptions(); i++) {
      claim(OVER);
    }
    AtomicInteger started = new AtomicInteger();
    training(home, started).run(claim(Duration.ofMinutes(1)), SLOT);
    Job job = store.jobs.find(id).orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.reason()).contains("given up", "5 attempts in a row", "checkpoint");
    assertThat(started).hasValue(0);
  }

  @Test
  void aTrainerThatCannotBeStartedIsNotTheJobsFault(@TempDir Path home) throws Exception {
    training(
            home,
            () -> {
              throw new IOException("no such program");
            })
        .run(claim(Duration.ofMinutes(1)), SLOT);
    assertThat(store.jobs.find(id).orElseThrow().state()).isEqualTo(JobState.QUEUED);
    assertThat(store.jobs.attempts(id).getLast().state()).isEqualTo(AttemptState.STOPPED);
    assertThat(store.jobs.attempts(id).getLast().reason()).contains("no such program");
  }

  private AttemptRunner training(Path home, AtomicInteger started) {
    return training(
        home,
        () -> {
          started.incrementAndGet();
          return new ProcessBuilder("true").start();
        });
  }

  private interface Starting {
    Process start() throws IOException;
  }

  private AttemptRunner training(Path home, Starting starting) {
    Processes none =
        new Processes() {
          @Override
          public Process trainer(Slot slot) throws IOException {
            return starting.start();
          }

          @Override
          public Devices devices() {
            return new Devices(1, 1L << 30, List.of());
          }
        };
    StorageLayout folder = new StorageLayout(home, null, new StorageLayout.Data(null, false));
    return new AttemptRunner(
        store.jobs,
        store.attempts,
        store.points,
        store.episodes,
        store.artifacts,
        store.checkpoints,
        store.references,
        store.digests,
        folder,
        SETTINGS,
        none,
        WATCHDOG,
        new Claiming(_ -> obstacle),
        new Leftovers(folder, store.attempts, store.checkpoints));
  }
}
