package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.Started;
import org.normlab.job.Attempt;
import org.normlab.job.life.Store;
import org.normlab.wire.JobJson;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API without a worker and a worker without the API share a job through PostgreSQL alone. */
class ApartTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String JOB =
      """
      {"architecture": {"type": "mlp", "hidden": [32]}, "normalization": {"type": "layer"},
       "data": {"name": "digits"}, "epochs": 2, "seeds": [0, 1]}
      """;

  @TempDir private Path folder;

  @Test
  void oneServesAndTheOtherTrains() throws Exception {
    Store store = Store.fresh(Store.Kind.POSTGRESQL);
    try (ConfigurableApplicationContext api = api(store);
        WorkerProcess worker =
            new WorkerProcess("worker", folder, store.url, Duration.ofSeconds(5))) {
      int port = Started.port(api);
      URI jobs = URI.create("http://127.0.0.1:" + port + "/api/v1/jobs");
      HttpRequest submit =
          HttpRequest.newBuilder(jobs)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JOB))
              .build();
      URI job = URI.create(jobs + "/" + send(submit).path("id").asString());
      JsonNode runs = awaitSuccess(HttpRequest.newBuilder(job).build(), worker).path("runs");
      assertThat(runs.size()).isEqualTo(2);
      HttpRequest list =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/workers"))
              .build();
      assertThat(send(list).path("workers").get(0).path("slots").size()).isEqualTo(1);
      assertThat(runs.get(1).path("summary").path("test.accuracy").asDouble()).isGreaterThan(0.5);
    }
  }

  @Test
  void aProcessThatIsStoppedWithinATransactionDoesNotHoldItsJobForEver() throws Exception {
    Store store = Store.fresh(Store.Kind.POSTGRESQL);
    // Closed in reverse, so that a claim that waits in vain ends and the test can fail.
    try (var other = Executors.newSingleThreadExecutor();
        ConfigurableApplicationContext stopped = api(store)) {
      String id = store.jobs.submit(JobJson.trusted(JOB), null, null).job().id();
      Connection silent = stopped.getBean(DataSource.class).getConnection();
      silent.setAutoCommit(false);
      silent.createStatement().executeQuery("select id from job for update");
      Future<Optional<Attempt>> claim =
          other.submit(() -> store.attempts.claim(id, "other", "cpu", Duration.ofSeconds(30)));
      assertThat(claim.get(20, TimeUnit.SECONDS)).isPresent();
    }
  }

  private ConfigurableApplicationContext api(Store store) {
    return Started.service(
        "--server.port=0",
        "--normlab.worker.enabled=false",
        "--normlab.home=" + folder.resolve("api"),
        "--spring.datasource.url=" + store.url,
        "--spring.datasource.username=postgres",
        "--spring.datasource.password=postgres");
  }

  private static JsonNode awaitSuccess(HttpRequest poll, WorkerProcess worker) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    JsonNode job = send(poll);
    while (!job.path("state").asString().equals("SUCCEEDED")) {
      assertThat(System.nanoTime()).as(job + worker.log()).isLessThan(deadline);
      Thread.sleep(100);
      job = send(poll);
    }
    return job;
  }

  private static JsonNode send(HttpRequest request) throws Exception {
    return JsonMapper.shared().readTree(HTTP.send(request, BodyHandlers.ofString()).body());
  }
}
