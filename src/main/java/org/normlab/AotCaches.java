package org.normlab;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Records the AOT caches (JEP 483, JEP 515) of an unpacked jar: it runs the service and a trainer
 * once, in a folder and on a database of their own. Java writes a cache when such a process ends.
 */
final class AotCaches {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Says what probes, the page and clients ask for first. */
  private static final List<String> REQUESTS =
      List.of("/actuator/health/readiness", "/", "/api/v1/jobs", "/api/v1/workers", "/api/v1/runs");

  private static final List<String> TRAINING =
      List.of("bench", "mlp64", "batch", "--batch", "4", "--warmup", "1", "--steps", "2");

  /**
   * The options with which trainers are started: a cache is refused where collector or modules are
   * others.
   */
  private static final List<String> TRAINER =
      List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx1g");

  /**
   * Java's second compiler takes half of a start's processor time for methods that a service hardly
   * calls again. With fifty times its usual thresholds it compiles what stays busy.
   */
  private static final String LATE_SECOND_COMPILER =
      """
      -XX:Tier4InvocationThreshold=250000
      -XX:Tier4MinInvocationThreshold=30000
      -XX:Tier4CompileThreshold=750000
      -XX:Tier4BackEdgeThreshold=2000000
      """;

  private AotCaches() {}

  /**
   * Writes {@code service.aot} and {@code trainer.aot} beside the jar, and for each a file of
   * options for {@code java @FILE}.
   *
   * @param folder where the files will lie when they are used
   */
  static void record(Path jar, Path folder) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory(jar.resolveSibling(""), "recording");
    try {
      recordService(jar, home);
      List<String> trainer = new ArrayList<>(TRAINER);
      trainer.addAll(List.of(output(jar, "trainer"), "-Dai.djl.offline=true"));
      trainer.addAll(List.of("-jar", jar.toString()));
      trainer.addAll(TRAINING);
      run(trainer, home.resolve("trainer.log"));
    } finally {
      StartCache.delete(home);
    }
    for (String name : List.of("service", "trainer")) {
      Files.writeString(jar.resolveSibling(name + ".options"), options(folder, name));
    }
  }

  private static void recordService(Path jar, Path home) throws IOException, InterruptedException {
    int port = freePort();
    List<String> command =
        new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            output(jar, "service"),
            "-jar",
            jar.toString(),
            "--normlab.home=" + home,
            "--normlab.api.enabled=true",
            "--normlab.security.tokens=false",
            "--normlab.start-cache=false",
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--spring.datasource.url=jdbc:h2:file:" + home.resolve("normlab")));
    Path log = home.resolve("service.log");
    Process service = start(command, log);
    try (HttpClient http = HttpClient.newHttpClient()) {
      awaitReady(http, port, service, log);
      for (String path : REQUESTS) {
        get(http, port, path);
      }
      service.destroy();
      await(service, log, 128 + 15);
    } finally {
      service.destroyForcibly();
    }
  }

  private static void awaitReady(HttpClient http, int port, Process service, Path log)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        get(http, port, REQUESTS.getFirst());
        return;
      } catch (IOException notYet) {
        if (service.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
          throw new IOException(
              "the service did not become ready:\n" + Files.readString(log), notYet);
        }
      }
    }
  }

  private static void get(HttpClient http, int port, String path)
      throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    int status =
        http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException(address + " was answered " + status);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static String output(Path jar, String name) {
    return "-XX:AOTCacheOutput=" + jar.resolveSibling(name + ".aot");
  }

  /**
   * Returns the options with which Java uses a cache. Wrong bytes in it could crash Java, so that
   * its checksums are verified; where it cannot be used the start takes longer, and that is all.
   */
  private static String options(Path folder, String name) {
    String cache = folder.toAbsolutePath().resolve(name + ".aot").toString();
    String options =
        """
        -XX:+UnlockDiagnosticVMOptions
        -XX:+VerifySharedSpaces
        -Xlog:aot=off
        -Xlog:cds=off
        "-XX:AOTCache=%s"
        """
            .formatted(cache.replace("\\", "\\\\"));
    return name.equals("service") ? options + LATE_SECOND_COMPILER : options;
  }

  /** Runs this process's Java to its end. */
  static void run(List<String> arguments, Path log) throws IOException, InterruptedException {
    await(start(arguments, log), log, 0);
  }

  private static Process start(List<String> arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // What configures the user's service is not for this one.
    builder.environment().keySet().removeIf(AotCaches::configures);
    Process process =
        builder
            .directory(log.resolveSibling("").toFile())
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  private static boolean configures(String variable) {
    String name = variable.toUpperCase(Locale.ROOT);
    return Stream.of("NORMLAB_", "SPRING_", "SERVER_", "MANAGEMENT_").anyMatch(name::startsWith);
  }

  private static void await(Process process, Path log, int code)
      throws IOException, InterruptedException {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("not ended after " + LIMIT + ":\n" + Files.readString(log));
      }
      if (process.exitValue() != code) {
        throw new IOException(
            "ended with exit code " + process.exitValue() + ":\n" + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
