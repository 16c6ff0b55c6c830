package org.normlab.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A worker without the API, as a process of its own. */
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final File log;

  WorkerProcess(String name, Path folder, String url, Duration lease, String... more)
      throws IOException {
    log = folder.resolve(name + ".log").toFile();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.normlab.Normlab"));
    command.addAll(
        List.of(
            "--normlab.api.enabled=false",
            "--normlab.home=" + folder,
            "--normlab.worker.slots=1",
            "--normlab.worker.threads-per-slot=1",
            "--normlab.worker.heartbeat=PT0.3S",
            "--normlab.worker.checkpoint-every=PT0.5S",
            "--normlab.worker.lease=" + lease,
            "--spring.datasource.url=" + url,
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=postgres"));
    command.addAll(List.of(more));
    process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
  }

  WorkerProcess awaitReady() throws Exception {
    return awaitLog("Starting scheduler");
  }

  WorkerProcess awaitLog(String text) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!log().contains(text)) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new AssertionError("the worker did not log \"" + text + "\":\n" + log());
      }
      Thread.sleep(20);
    }
    return this;
  }

  String log() throws IOException {
    return Files.readString(log.toPath());
  }

  /** Sends a signal to the worker alone, not to its trainer. */
  void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  /** A worker that trains has no other child. */
  ProcessHandle trainer() {
    return process.children().findFirst().orElseThrow();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
