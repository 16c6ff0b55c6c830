package org.normlab.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartTest {
  private static final String ONE_WORKER = "{\"workers\": [{\"name\": \"local\"}]}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void comparesFourMethodsAndPrintsATable() throws IOException {
    try (FakeService service = new FakeService(ONE_WORKER, "")) {
      assertThat(run("--url", service.url())).isZero();

      assertThat(service.submitted)
          .extracting(job -> job.path("normalization").path("type").asString())
          .containsExactlyElementsOf(Comparison.METHODS);
      assertThat(service.submitted)
          .allSatisfy(
              job -> {
                assertThat(job.path("seeds")).hasSize(Comparison.SEEDS);
                assertThat(job.path("architecture").path("hidden")).hasSize(Comparison.LAYERS);
              });
      assertThat(out.toString(UTF_8))
          .containsPattern(
              "batch +2 of 3 +0\\.9200 ± 0\\.2541 +2\\.0 \\(1 of 3\\) +12,250 +2\\.5 s\n")
          .contains("Curves and runs: " + service.url());
    }
  }

  @Test
  void aServiceThatNeedsATokenIsSentIt() throws Exception {
    try (FakeService service = new FakeService(ONE_WORKER, "")) {
      service.token = "nlab_x";
      URI url = URI.create(service.url());
      assertThat(new Client(url, "nlab_x").get("/jobs").path("jobs").isArray()).isTrue();
      assertThat(new Client(url, null).isNormlab()).isTrue();
      assertThat(run("--url", service.url())).isEqualTo(Stop.JOB_FAILED);
      assertThat(err.toString(UTF_8)).contains("answered 401: a token is needed");
    }
  }

  @Test
  void aFailedJobIsExplainedBesideTheOthersRows() throws IOException {
    try (FakeService service = new FakeService(ONE_WORKER, "layer")) {
      assertThat(run("--url", service.url())).isEqualTo(Stop.JOB_FAILED);

      assertThat(out.toString(UTF_8))
          .contains("quickstart: layer FAILED: out of memory")
          .containsPattern("(?m)^self-normalizing ")
          .doesNotContainPattern("(?m)^layer ");
    }
  }

  @Test
  void withoutWorkersNothingIsSubmitted() throws IOException {
    try (FakeService service = new FakeService("{\"workers\": []}", "")) {
      assertThat(run("--url", service.url())).isEqualTo(Stop.NO_WORKER);

      assertThat(service.submitted).isEmpty();
      assertThat(err.toString(UTF_8)).contains("has no worker");
    }
  }

  @Test
  void aServiceThatListsNoWorkersIsBelievedToHaveSome() throws IOException {
    try (FakeService service = new FakeService("", "")) {
      assertThat(run("--url", service.url())).isZero();
    }
  }

  @Test
  void jobsThatNobodyStartsAreGivenUp() throws Exception {
    try (FakeService service = new FakeService("", "")) {
      Client client = new Client(URI.create(service.url()), null);
      List<String> ids = Comparison.submit(client, "test");
      service.stuck = true;

      assertThatThrownBy(() -> new Watch(client, ids, Duration.ZERO).toTheEnd())
          .isInstanceOf(Stop.class)
          .hasMessageContaining("no job was started");
    }
  }

  @Test
  void anotherProgramIsNotTakenForNormlab() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    other.start();
    String url = "http://127.0.0.1:" + other.getAddress().getPort();

    assertThat(run("--url", url)).isEqualTo(Stop.NO_SERVICE);

    assertThat(err.toString(UTF_8)).contains("no Normlab answers at " + url);
    other.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--url", "--url=x", "--url ftp://127.0.0.1", "--fast"})
  void badArgumentsAreRefused(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(Stop.USAGE);
  }

  @Test
  void anIntervalIsStudents() {
    Estimate estimate = Estimate.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0));

    assertThat(estimate.mean()).isEqualTo(3);
    // t(0.975, 4) · s / √n = 2.776445 · 1.581139 / 2.236068
    assertThat(estimate.half()).isCloseTo(1.963243, within(1e-5));
  }

  private int run(String... arguments) {
    return Quickstart.run(
        List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
