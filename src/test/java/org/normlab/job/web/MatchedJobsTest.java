package org.normlab.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.Started;
import org.normlab.job.artifact.Artifacts;
import org.normlab.job.artifact.StoredArtifact;
import org.normlab.web.Service;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A job with weight decay and one that follows its norms, from HTTP to trainer and back. */
class MatchedJobsTest {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp", "hidden": [16, 16]}, "normalization": %s, "epochs": 3,
       "data": {"name": "digits"}, "optimizer": {"type": "sgd", "weightDecay": 0.01}, %s}
      """;

  @TempDir private Path home;

  @Test
  void oneFollowsTheOther() throws Exception {
    try (ConfigurableApplicationContext application =
        Started.service(
            "--server.port=0",
            "--normlab.home=" + home,
            "--normlab.worker.slots=1",
            "--spring.datasource.url=jdbc:h2:mem:matched;DB_CLOSE_DELAY=-1")) {
      int port = Started.port(application);
      Service service = new Service(port, HttpClient.newHttpClient());
      String decay =
          JOB.formatted("{\"type\": \"batch\"}", "\"recordNorms\": true, \"seeds\": [4, 5]");
      JsonNode reference = end(service, decay);
      assertThat(reference.path("state").asString())
          .as(reference.toString())
          .isEqualTo("SUCCEEDED");
      String id = reference.path("id").asString();
      assertThat(service.get("/jobs/" + id + "/norms.safetensors").text())
          .contains("hidden.1.recordedNorm", "[2,3,16]");
      String matched =
          JOB.formatted(
              "{\"type\": \"norm-matched-rate\", \"reference\": \"" + id + "\"}", "\"seeds\": [5]");
      JsonNode followed = end(service, matched);
      assertThat(followed.path("state").asString()).as(followed.toString()).isEqualTo("SUCCEEDED");
      assertThat(followed.path("runs").get(0).path("outcome").asString()).isEqualTo("COMPLETED");
      StoredArtifact norms =
          application.getBean(Artifacts.class).find(id, StoredArtifact.NORMS).orElseThrow();
      Files.writeString(Path.of(norms.file()), "something else");
      JsonNode failed = end(service, matched);
      assertThat(failed.path("state").asString()).isEqualTo("FAILED");
      assertThat(failed.path("reason").asString())
          .contains("cannot be read", norms.sha256().substring(0, 12));
      Files.delete(Path.of(norms.file()));
      JsonNode gone = end(service, matched);
      assertThat(gone.path("state").asString()).isEqualTo("FAILED");
      assertThat(gone.path("reason").asString())
          .contains("the norms of job " + id, "not there any more");
    }
  }

  private static JsonNode end(Service service, String json) throws Exception {
    Service.Answer submitted = service.post("/jobs", json);
    assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);
    String path = "/jobs/" + submitted.json().path("id").asString();
    long deadline = System.nanoTime() + 60_000_000_000L;
    JsonNode job = service.get(path).json();
    while (job.path("finishedAt").isNull() && System.nanoTime() < deadline) {
      Thread.sleep(100);
      job = service.get(path).json();
    }
    return job;
  }
}
