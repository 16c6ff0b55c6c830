package org.normlab.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainer process that nobody answers for ends itself, in the middle of a training. */
class TrainerMainTest {
  private static final String JOB =
      FakeJob.that(FakeTraining.Script.FALLS_SILENT)
          .withSteps(2)
          .withStepsOf(Duration.ofMillis(1))
          .json();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final double LONG = 600;

  @TempDir private Path folder;

  private static List<String> command(String... before) {
    List<String> command = new ArrayList<>(List.of(before));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), FakeTraining.class.getName()));
    return command;
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
  }

  private void send(Process process, double leaseSeconds) throws IOException {
    process.getOutputStream().write(Wire.write(training(leaseSeconds)));
    process.getOutputStream().flush();
  }

  /** Awaits the trainer's first word, its process id. */
  private static long begun(Process process) throws Exception {
    return ((Message.Started) new Wire(process.getInputStream()).read()).pid();
  }

  private Message training(double leaseSeconds) {
    return new Message.Start(
        "job",
        1,
        Wire.tree(JOB),
        folder.toString(),
        false,
        folder.toString(),
        List.of(),
        null,
        1,
        1,
        "cpu",
        leaseSeconds,
        LONG);
  }

  private static void assertEnds(Process trainer, int code) throws InterruptedException {
    try {
      assertThat(trainer.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(trainer.exitValue()).isEqualTo(code);
    } finally {
      trainer.destroyForcibly();
    }
  }

  @Test
  void whenItsLeaseIsNotRenewed() throws Exception {
    Process trainer = start(command());
    send(trainer, 1);
    assertEnds(trainer, Guard.LEASE_EXPIRED);
  }

  @Test
  void whenItsInputEnds() throws Exception {
    Process trainer = start(command());
    send(trainer, LONG);
    begun(trainer);
    trainer.getOutputStream().close();
    assertEnds(trainer, Guard.END_OF_INPUT);
  }

  /**
   * Ctrl-C at a terminal reaches every process of the group, systemd's SIGTERM all of a service.
   */
  @Test
  void notWhenItIsAskedToByASignalThatItsWorkerHeardToo() throws Exception {
    Process trainer = start(command());
    send(trainer, LONG);
    begun(trainer);
    for (String signal : List.of("HUP", "INT", "TERM")) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(trainer.pid())).start().waitFor();
    }
    assertThat(trainer.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
    trainer.getOutputStream().close();
    assertEnds(trainer, Guard.END_OF_INPUT);
  }

  @Test
  void whenItIsToStartTwoTrainings() throws Exception {
    Process trainer = start(command());
    send(trainer, LONG);
    send(trainer, LONG);
    assertEnds(trainer, CommandLoop.BAD_COMMAND);
  }

  /**
   * A shell stands for the worker; the trainer's input outlives it, as another process holds it.
   */
  @Test
  void whenItsWorkerIsKilledThoughItsInputStaysOpen() throws Exception {
    Path input = Files.write(folder.resolve("input"), Wire.write(training(LONG)));
    String pipe = "(cat \"$0\"; exec sleep 600) | \"$@\"";
    Process worker = start(command("sh", "-c", pipe, input.toString()));
    ProcessHandle trainer = ProcessHandle.of(begun(worker)).orElseThrow();
    List<ProcessHandle> children = worker.descendants().toList();
    try {
      worker.destroyForcibly().waitFor();
      // A process that has ended may stay a zombie, which has no command.
      assertThat(holds(() -> trainer.info().command().isEmpty())).isTrue();
    } finally {
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean holds(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    return condition.getAsBoolean();
  }
}
