package org.normlab.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The service that trains: one that was running, or one started here as a process of its own. */
final class Service implements AutoCloseable {
  private static final Path LOG = Path.of("normlab-data", "quickstart.log");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(15);
  private static final int LAST_LINES = 8;

  private final Client client;
  private final @Nullable Process own;

  private Service(Client client, @Nullable Process own) {
    this.client = client;
    this.own = own;
  }

  /** The service asked for, else the one at the usual address, else a new one. */
  static Service find(Options options, PrintStream out)
      throws IOException, InterruptedException, Stop {
    URI url = options.url() == null ? Options.USUAL : options.url();
    Client client = new Client(url, System.getenv("NORMLAB_TOKEN"));
    if (client.isNormlab()) {
      return new Service(client, null);
    }
    if (options.url() != null) {
      throw new Stop(
          Stop.NO_SERVICE,
          "no Normlab answers at %s; start one with `java -jar target/normlab.jar`, or leave out --url"
              .formatted(options.url()));
    }
    return start(out);
  }

  Client client() {
    return client;
  }

  boolean isOwn() {
    return own != null;
  }

  /** Waits until a service that was started here ends; returns at once for any other. */
  void await() throws InterruptedException {
    if (own != null) {
      own.waitFor();
    }
  }

  private static Service start(PrintStream out) throws IOException, InterruptedException, Stop {
    int port = freePort();
    if (port != Options.USUAL.getPort()) {
      out.printf("Port %d is taken by another program; using %d.%n", Options.USUAL.getPort(), port);
    }
    out.printf("Starting a service; its log is %s%n", LOG);
    Files.createDirectories(LOG.getParent());
    Process process =
        new ProcessBuilder(command(port))
            .redirectErrorStream(true)
            .redirectOutput(LOG.toFile())
            .start();
    Service service =
        new Service(new Client(URI.create("http://127.0.0.1:" + port), null), process);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop service"));
    service.awaitStart(process);
    return service;
  }

  private void awaitStart(Process process) throws IOException, InterruptedException, Stop {
    long deadline = System.nanoTime() + START.toNanos();
    while (!client.isNormlab()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String what = process.isAlive() ? "did not answer within 60 s" : "ended while starting";
        throw new Stop(
            Stop.NO_SERVICE, "the service %s; %s ends with\n%s".formatted(what, LOG, logEnd()));
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  private static String logEnd() throws IOException {
    List<String> lines = Files.readAllLines(LOG);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket usual =
        new ServerSocket(Options.USUAL.getPort(), 1, InetAddress.getLoopbackAddress())) {
      return usual.getLocalPort();
    } catch (IOException taken) {
      try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return any.getLocalPort();
      }
    }
  }

  /** Starts what this process was started from: the jar, or an IDE's class path. */
  private static List<String> command(int port) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    String path = System.getProperty("java.class.path");
    if (path.endsWith(".jar") && Files.isRegularFile(Path.of(path))) {
      Path options = Path.of(path).resolveSibling("service.options");
      if (Files.isRegularFile(options)) {
        command.add("@" + options);
      }
      command.addAll(List.of("-jar", path));
    } else {
      command.addAll(
          List.of("--enable-native-access=ALL-UNNAMED", "-cp", path, "org.normlab.Launcher"));
    }
    command.addAll(
        List.of(
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            // Nobody else is served, and it ends with this process.
            "--normlab.security.tokens=false",
            // Nothing else is to compute while methods are timed.
            "--normlab.start-cache=false"));
    return command;
  }

  @Override
  public void close() {
    if (own == null || !own.isAlive()) {
      return;
    }
    own.destroy();
    try {
      if (!own.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        own.destroyForcibly();
      }
    } catch (InterruptedException e) {
      own.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
