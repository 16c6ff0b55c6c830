package org.normlab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Bash that runs blocks of the documentation as they are. Only {@code curl} differs: it speaks with
 * the service under test in place of 127.0.0.1:8080 and reports the status of each answer; and so
 * does {@code java -jar target/normlab.jar}, which runs the classes under test.
 */
final class Shell {
  private static final int SECONDS = 120;
  private static final String DOCUMENTED = "127.0.0.1:8080";

  private final Path folder;
  private final Path commands;

  Shell(Path folder, int port) throws IOException {
    this.folder = Files.createDirectories(folder);
    commands = Files.createDirectories(folder.resolve("commands"));
    command(
        "curl",
        """
        exec %s -sS -w '%%{stderr}status %%{http_code} %%{method} %%{url}\\n' "${@//%s/127.0.0.1:%d}"
        """
            .formatted(onPath("curl"), DOCUMENTED, port));
    command(
        "java",
        """
        [ "$1 $2" = "-jar target/normlab.jar" ] || { echo "not a command of the jar: $*" >&2; exit 2; }
        shift 2
        exec '%s' --enable-native-access=ALL-UNNAMED -cp '%s' org.normlab.Normlab "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
  }

  private void command(String name, String text) throws IOException {
    Path file = commands.resolve(name);
    Files.writeString(file, "#!/usr/bin/env bash\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String onPath(String name) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not on the PATH"))
        .toString();
  }

  /** What a script wrote to its outputs. */
  record Output(String out, String err) {
    /** Returns the statuses of the answers that curl received, each with method and URL. */
    List<String> statuses() {
      return err.lines().filter(line -> line.startsWith("status ")).toList();
    }
  }

  /** Runs the blocks one after another, so that later ones see the variables of earlier ones. */
  Output run(List<Page.Block> blocks) throws IOException, InterruptedException {
    String script =
        blocks.stream()
            .map(block -> "echo 'block %s' >&2%n%s".formatted(block, block.text()))
            .collect(Collectors.joining("\n", "set -euo pipefail\n", "\n"));
    Path file = folder.resolve("script.sh");
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Files.writeString(file, script);
    ProcessBuilder builder =
        new ProcessBuilder("bash", file.toString())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().merge("PATH", commands.toString(), (path, ours) -> ours + ":" + path);
    Process process = builder.start();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    Output output = new Output(Files.readString(out), Files.readString(err));
    assertThat(ended).as("ended in time:\n" + output.err()).isTrue();
    assertThat(process.waitFor()).as(output.err() + output.out()).isZero();
    return output;
  }
}
