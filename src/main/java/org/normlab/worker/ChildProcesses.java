package org.normlab.worker;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normlab.trainer.Devices;

/** This program's other commands, as processes of their own. */
final class ChildProcesses implements Processes {
  private final ProgramsSettings programs;

  ChildProcesses(ProgramsSettings programs) {
    this.programs = programs;
  }

  @Override
  public Process trainer(Slot slot) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(trainerCommand());
    setThreads(builder.environment(), slot.threads());
    return builder.start();
  }

  List<String> trainerCommand() {
    return command("trainer", programs.options());
  }

  /**
   * Sets how many threads PyTorch computes with, and how long they spin before they sleep. They
   * wait for each other thousands of times a second; GNU's OpenMP spins for milliseconds, which on
   * a machine with other work keeps the thread that is waited for off its core, and Intel's and
   * LLVM's for 200 ms. Not to spin at all costs small networks half their speed. What the service
   * was started with is left alone.
   */
  static void setThreads(Map<String, String> environment, int threads) {
    environment.put("OMP_NUM_THREADS", Integer.toString(threads));
    if (!environment.containsKey("OMP_WAIT_POLICY")) {
      environment.putIfAbsent("GOMP_SPINCOUNT", "1000");
      environment.putIfAbsent("KMP_BLOCKTIME", "1");
    }
  }

  @Override
  public Devices devices() throws IOException, InterruptedException {
    Process probe =
        new ProcessBuilder(command("devices", List.of())).redirectError(Redirect.INHERIT).start();
    String answer = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = probe.waitFor();
    if (code != 0) {
      throw new IOException("the process that looks for devices ended with exit code " + code);
    }
    return Devices.read(answer);
  }

  private static List<String> command(String name, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-Dlogback.configurationFile=org/normlab/trainer/logback.xml",
            "-XX:+UseSerialGC",
            "-Xmx1g",
            // The standard output belongs to the protocol, also when Java warns or crashes.
            "-XX:+DisplayVMOutputToStderr",
            // The report of a crash goes not into whatever folder the service was started in.
            "-XX:ErrorFile="
                + Path.of(System.getProperty("java.io.tmpdir"), "normlab-crash-%p.log")));
    command.addAll(options);
    String path = System.getProperty("java.class.path");
    if (path.endsWith(".jar") && Files.isRegularFile(Path.of(path))) {
      // Beside a jar that is unpacked: how to use its AOT cache.
      Path cache = Path.of(path).resolveSibling("trainer.options");
      if (Files.isRegularFile(cache)) {
        command.add("@" + cache);
      }
      command.addAll(List.of("-jar", path));
    } else {
      command.addAll(List.of("-cp", path, "org.normlab.Normlab"));
    }
    command.add(name);
    return command;
  }
}
