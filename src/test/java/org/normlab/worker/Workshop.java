package org.normlab.worker;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.normlab.job.Job;
import org.normlab.job.life.Store;
import org.normlab.storage.StorageLayout;
import org.normlab.trainer.Devices;
import org.normlab.trainer.FakeJob;
import org.normlab.trainer.FakeTraining;
import org.normlab.wire.JobJson;
import org.springframework.util.unit.DataSize;

/** A worker whose trainers fail as their scripts say. */
final class Workshop implements AutoCloseable {
  final Store store = Store.fresh(Store.Kind.H2);
  final List<Process> trainers = new CopyOnWriteArrayList<>();

  /** Why nothing can be written; null while it can. */
  volatile String obstacle;

  final Claiming claiming = new Claiming(_ -> obstacle);
  final Worker worker;
  private final Path home;

  Workshop(Path home) {
    this.home = home;
    WorkerSettings settings =
        new WorkerSettings(
            true,
            null,
            2,
            1,
            DataSize.ofMegabytes(700),
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            3,
            4);
    StorageLayout folder = new StorageLayout(home, null, new StorageLayout.Data(null, false));
    AttemptRunner training =
        new AttemptRunner(
            store.jobs,
            store.attempts,
            store.points,
            store.episodes,
            store.artifacts,
            store.checkpoints,
            store.references,
            store.digests,
            folder,
            settings,
            new Fakes(),
            new Watchdog(Duration.ofDays(1), System::nanoTime),
            claiming,
            new Leftovers(folder, store.attempts, store.checkpoints));
    worker =
        new Worker(
            store.database,
            store.attempts,
            store.dispatch,
            training,
            settings,
            new Fakes(),
            claiming);
    worker.start();
  }

  private final class Fakes implements Processes {
    @Override
    public Process trainer(Slot slot) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-XX:MaxDirectMemorySize=4g",
                  "-XX:ErrorFile=" + home.resolve("crash-%p.log"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  FakeTraining.class.getName())
              .redirectError(Redirect.PIPE)
              .start();
      trainers.add(process);
      return process;
    }

    @Override
    public Devices devices() {
      return new Devices(2, 4L << 30, List.of());
    }
  }

  String submit(FakeJob job) throws Exception {
    return store.jobs.submit(JobJson.read(job.json()).job(), null, null).job().id();
  }

  Job await(String id, Predicate<Job> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline) {
      Job job = store.jobs.find(id).orElseThrow();
      if (wanted.test(job)) {
        return job;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(
        "not within 60 s: "
            + store.jobs.find(id)
            + store.jobs.attempts(id)
            + store.jobs.log(id, 9));
  }

  Job end(String id) throws InterruptedException {
    return await(id, job -> job.state().isTerminal());
  }

  void shutDown() {
    worker.stop();
  }

  @Override
  public void close() {
    if (worker.isRunning()) {
      worker.stop();
    }
    trainers.forEach(Process::destroyForcibly);
  }
}
