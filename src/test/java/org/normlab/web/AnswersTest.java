package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.Started;
import org.normlab.job.Attempts;
import org.normlab.job.Claim;
import org.normlab.job.WorkerRegistry;
import org.normlab.run.Points;
import org.normlab.train.Point;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API answers as its description says. */
class AnswersTest {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp"}, "normalization": {"type": "batch"}, "data": {"name": "digits"}}
      """;
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private JsonNode description = JsonMapper.shared().createObjectNode();

  @Test
  void everyAnswerIsAsItIsDescribed(@TempDir Path home) throws Exception {
    try (ConfigurableApplicationContext application =
        Started.service(
            "--server.port=0",
            "--normlab.worker.enabled=false",
            "--normlab.home=" + home,
            "--spring.datasource.url=jdbc:h2:mem:answers;DB_CLOSE_DELAY=-1")) {
      int port = Started.port(application);
      Service service = new Service(port, HttpClient.newHttpClient());
      URI address = URI.create("http://127.0.0.1:" + port + "/v3/api-docs");
      description = service.send(HttpRequest.newBuilder(address)).json();
      String id = checked("post", "/jobs", 201, service.post("/jobs", JOB)).path("id").asString();
      measure(application, id);
      String job = "/jobs/" + id;
      for (Map.Entry<String, String> get : gets(job).entrySet()) {
        checked("get", get.getValue(), 200, service.get(get.getKey()));
      }
      describesStudies(service);
      checked("post", "/jobs/validate", 200, service.post("/jobs/validate", JOB));
      checked("post", "/jobs/{id}/cancel", 200, service.post(job + "/cancel", ""));
      checked("get", "/jobs", 400, service.get("/jobs?limit=0"));
      checked("get", "/runs", 400, service.get("/runs?filter=seed"));
      for (String table : List.of("/export/runs", "/export/points")) {
        checked("get", table, 400, service.get(table + "?format=xls"));
        assertThat(service.get(table).status()).isEqualTo(200);
        assertThat(ok(table).path("content").propertyNames())
            .containsExactlyInAnyOrder(
                "text/csv", "application/x-ndjson", "application/vnd.apache.parquet");
      }
      String norms = "/norms.safetensors";
      checked("get", "/jobs/{id}" + norms, 404, service.get(job + norms));
      assertThat(ok("/jobs/{id}" + norms).path("content").propertyNames())
          .containsExactly("application/octet-stream");
      for (String weights : List.of("/runs/0/weights.safetensors", "/runs/0/weights.npz")) {
        String at = "/jobs/{id}" + weights.replace("/0/", "/{number}/");
        checked("get", at, 409, service.get(job + weights));
        assertThat(ok(at).path("content").propertyNames())
            .containsExactly("application/octet-stream");
      }
      assertThat(ok("/studies/{id}/report").path("content").propertyNames())
          .containsExactly("text/html", "text/markdown");
      assertThat(ok("/studies/{id}/pictures/{name}.svg").path("content").propertyNames())
          .containsExactly("image/svg+xml");
      checked("post", "/jobs", 422, service.post("/jobs", "{}"));
      checked("post", "/jobs/{id}/retry", 409, service.post(job + "/retry", ""));
    }
  }

  private void describesStudies(Service service) throws Exception {
    String body =
        """
        {"base": %s, "axes": {"batchSize": [8, 16], "normalization": [{"type": "none"}]}}
        """
            .formatted(JOB);
    checked("post", "/studies/validate", 200, service.post("/studies/validate", body));
    JsonNode made = checked("post", "/studies", 201, service.post("/studies", body));
    String study = "/studies/" + made.path("id").asString();
    checked("get", "/studies", 200, service.get("/studies"));
    checked("get", "/studies/{id}", 200, service.get(study));
    for (String answer : List.of("/jobs", "/comparison", "/ranks", "/curves")) {
      checked("get", "/studies/{id}" + answer, 200, service.get(study + answer));
    }
    for (String table : List.of("/comparison", "/ranks")) {
      checked("get", "/studies/{id}" + table, 400, service.get(study + table + "?format=xls"));
      assertThat(ok("/studies/{id}" + table).path("content").propertyNames())
          .contains("text/csv", "application/x-ndjson", "application/vnd.apache.parquet");
    }
    String seeds = "{\"seeds\": [7]}";
    checked("post", "/studies/{id}/extend", 200, service.post(study + "/extend", seeds));
    for (String move : List.of("/pause", "/resume", "/cancel")) {
      checked("post", "/studies/{id}" + move, 200, service.post(study + move, ""));
    }
    String order = "{\"recipe\": \"which-norm\", \"data\": {\"name\": \"digits\"}}";
    checked("post", "/studies/validate", 200, service.post("/studies/validate", order));
    String recipe = service.post("/studies", order).json().path("id").asString();
    checked("get", "/studies/{id}/claims", 200, service.get("/studies/" + recipe + "/claims"));
    checked("get", "/studies/{id}/claims", 404, service.get(study + "/claims"));
    checked("get", "/recipes", 200, service.get("/recipes"));
    checked("get", "/recipes/{name}", 200, service.get("/recipes/snn-uci"));
    checked("get", "/recipes/{name}", 404, service.get("/recipes/none"));
    checked("post", "/studies", 422, service.post("/studies", "{}"));
    checked("post", "/studies/{id}/resume", 409, service.post(study + "/resume", ""));
  }

  private static void measure(ConfigurableApplicationContext application, String id) {
    application.getBean(WorkerRegistry.class).hear("w", List.of("cpu/0"), null);
    Attempts attempts = application.getBean(Attempts.class);
    attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    List<Point> points =
        List.of(
            new Point(0, 1, "train.loss", 2),
            new Point(0, 2, "train.loss", 1),
            new Point(0, 0, "probe.hidden.0.norm.meanAfter", 0.5));
    application.getBean(Points.class).append(new Claim(id, 1), points);
    attempts.log(new Claim(id, 1), List.of("a line"));
  }

  /** Addresses, each with the path it is described at. */
  private static Map<String, String> gets(String job) {
    String at = "/jobs/{id}";
    return Map.ofEntries(
        Map.entry("/jobs", "/jobs"),
        Map.entry("/runs?orderBy=seed&limit=1", "/runs"),
        Map.entry(job, at),
        Map.entry(job + "/runs", at + "/runs"),
        Map.entry(job + "/runs/0", at + "/runs/{number}"),
        Map.entry(job + "/metrics", at + "/metrics"),
        Map.entry(job + "/series?name=train.loss", at + "/series"),
        Map.entry(job + "/runs/0/series?name=train.loss&points=1", at + "/runs/{number}/series"),
        Map.entry(job + "/runs/0/probes?quantity=meanAfter&points=9", at + "/runs/{number}/probes"),
        Map.entry(job + "/attempts", at + "/attempts"),
        Map.entry(job + "/inputs.json", at + "/inputs.json"),
        Map.entry(job + "/export.json", at + "/export.json"),
        Map.entry(job + "/log", at + "/log"),
        Map.entry("/workers", "/workers"),
        Map.entry("/normalizations", "/normalizations"),
        Map.entry("/architectures", "/architectures"),
        Map.entry("/optimizers", "/optimizers"),
        Map.entry("/metrics", "/metrics"),
        Map.entry("/datasets", "/datasets"));
  }

  private JsonNode ok(String path) {
    return description.at("/paths/" + ("/api/v1" + path).replace("/", "~1") + "/get/responses/200");
  }

  private JsonNode checked(String method, String path, int status, Service.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    JsonNode operation = description.path("paths").path("/api/v1" + path).path(method);
    assertThat(operation.path("summary").asString()).isNotBlank();
    JsonNode response = operation.path("responses").path(status < 400 ? "" + status : "default");
    JsonNode schema = response.path("content").path(answer.type()).path("schema");
    assertThat(schema.isObject()).as(method + " " + path + " " + response).isTrue();
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("components", description.path("components"));
    assertThat(
            REGISTRY
                .getSchema(whole.toString(), InputFormat.JSON)
                .validate(answer.text(), InputFormat.JSON))
        .as(method + " " + path)
        .isEmpty();
    return answer.json();
  }
}
