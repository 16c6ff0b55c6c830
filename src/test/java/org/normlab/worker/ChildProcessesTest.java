package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChildProcessesTest {
  /** 128 and the number of SIGABRT, by which Java ends after it has told of the crash. */
  private static final int ABORTED = 134;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Java tells of its crash on the standard output, where messages are expected. */
  @Test
  void aTrainerThatCrashesSaysSoAsALogAndLeavesNothingInTheFolderItRanIn() throws Exception {
    Process trainer =
        new ChildProcesses(new ProgramsSettings(null))
            .trainer(new Slot("cpu/0", "cpu", 1, Long.MAX_VALUE));
    Path report =
        Path.of(
            System.getProperty("java.io.tmpdir"), "normlab-crash-%d.log".formatted(trainer.pid()));
    try {
      awaitJava(trainer);
      new ProcessBuilder("kill", "-SEGV", Long.toString(trainer.pid())).start().waitFor();
      TrainerProcess heard = new TrainerProcess(trainer);
      assertThat(heard.next(PATIENCE)).isEqualTo(new TrainerProcess.Heard(null, null));
      assertThat(heard.exitCode()).isEqualTo(ABORTED);
      assertThat(heard.newLines())
          .contains("# A fatal error has been detected by the Java Runtime Environment:");
      assertThat(report).exists();
      assertThat(Path.of("hs_err_pid%d.log".formatted(trainer.pid()))).doesNotExist();
    } finally {
      trainer.destroyForcibly();
      Files.deleteIfExists(report);
    }
  }

  @Test
  void threadsOfATrainerSpinOnlyBriefly() throws Exception {
    Process trainer =
        new ChildProcesses(new ProgramsSettings(null))
            .trainer(new Slot("cpu/0", "cpu", 2, Long.MAX_VALUE));
    try {
      awaitJava(trainer);
      Map<String, String> expected = new HashMap<>(System.getenv());
      ChildProcesses.setThreads(expected, 2);
      assertThat(environment(trainer)).containsAllEntriesOf(expected).containsKey("GOMP_SPINCOUNT");
    } finally {
      trainer.destroyForcibly();
    }
  }

  @Test
  void anOperatorsWayOfWaitingIsKept() {
    Map<String, String> environment = new HashMap<>(Map.of("OMP_WAIT_POLICY", "ACTIVE"));
    ChildProcesses.setThreads(environment, 3);
    assertThat(environment).isEqualTo(Map.of("OMP_WAIT_POLICY", "ACTIVE", "OMP_NUM_THREADS", "3"));
    environment = new HashMap<>(Map.of("GOMP_SPINCOUNT", "7"));
    ChildProcesses.setThreads(environment, 1);
    assertThat(environment)
        .isEqualTo(Map.of("GOMP_SPINCOUNT", "7", "KMP_BLOCKTIME", "1", "OMP_NUM_THREADS", "1"));
  }

  /** Until then a signal would end the process without a word. */
  private static void awaitJava(Process trainer) throws Exception {
    while (trainer.isAlive() && !maps(trainer).contains("libnet")) {
      Thread.sleep(20);
    }
  }

  private static Map<String, String> environment(Process trainer) throws Exception {
    Path file = Path.of("/proc", Long.toString(trainer.pid()), "environ");
    return Arrays.stream(Files.readString(file).split("\0"))
        .map(entry -> entry.split("=", 2))
        .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
  }

  private static String maps(Process trainer) throws Exception {
    return Files.readString(Path.of("/proc", Long.toString(trainer.pid()), "maps"));
  }
}
