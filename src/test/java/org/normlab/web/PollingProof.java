package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mvn test -Dtest=PollingProof} prints the processor time that a service takes for a poll
 * answered 304. The first rounds warm it up.
 */
class PollingProof {
  private static final int POLLS = 10_000;
  private static final String JOB =
      """
      {"architecture": {"type": "mlp"}, "normalization": {"type": "batch"}, "data": {"name": "digits"}}
      """;

  @Test
  void printsTheCostOfAPoll(@TempDir Path home) throws Exception {
    int port = freePort();
    Process process = start(home, port);
    try {
      Service service = new Service(port, HttpClient.newHttpClient());
      awaitReady(service);
      String path = "/jobs/" + service.post("/jobs", JOB).json().path("id").asString();
      String held = service.get(path).etag();
      for (int round = 1; round <= 3; round++) {
        Duration before = cpu(process);
        for (int i = 0; i < POLLS; i++) {
          assertThat(service.get(path, "If-None-Match", held).status()).isEqualTo(304);
        }
        double millis = cpu(process).minus(before).toNanos() / 1e6;
        System.out.printf(
            "round %d: %,d polls, %.3f ms of processor time each%n", round, POLLS, millis / POLLS);
      }
    } finally {
      process.destroy();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Process start(Path home, int port) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.normlab.Normlab",
            "--server.port=" + port,
            "--normlab.home=" + home,
            "--normlab.worker.enabled=false");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.to(home.resolve("log").toFile()))
        .start();
  }

  private static void awaitReady(Service service) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        assertThat(service.get("/jobs").status()).isEqualTo(200);
        return;
      } catch (IOException e) {
        assertThat(System.nanoTime()).as(e.toString()).isLessThan(deadline);
        Thread.sleep(200);
      }
    }
  }

  private static Duration cpu(Process process) {
    return process.info().totalCpuDuration().orElseThrow();
  }
}
