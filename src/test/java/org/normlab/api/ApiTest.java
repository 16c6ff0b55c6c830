package org.normlab.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.Started;
import org.normlab.api.Service.Answer;
import org.normlab.job.Attempts;
import org.normlab.job.JobState;
import org.normlab.job.Workers;
import org.normlab.metric.Points;
import org.normlab.train.Point;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The API over real HTTP, on H2, without a worker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {
  private static final String NOWHERE = "/jobs/00000000-0000-7000-8000-000000000000";
  private ConfigurableApplicationContext application;
  private Service service;
  private JdbcClient sql;

  @BeforeAll
  void start(@TempDir Path home) {
    application =
        Started.service(
            "--server.port=0",
            "--normlab.worker.enabled=false",
            "--normlab.home=" + home,
            "--normlab.data.dir=" + home.resolve("data"),
            "--spring.datasource.url=jdbc:h2:mem:api;DB_CLOSE_DELAY=-1");
    int port = Started.port(application);
    service = new Service(port, HttpClient.newHttpClient());
    sql = application.getBean(JdbcClient.class);
  }

  @AfterAll
  void stop() {
    application.close();
  }

  @BeforeEach
  void empty() {
    for (String table :
        List.of("metric_point", "log_line", "checkpoint", "attempt", "job_run", "job_tag", "job")) {
      sql.sql("delete from " + table).update();
    }
    sql.sql("delete from scheduled_tasks").update();
  }

  private static String job(String more) {
    return "{\"architecture\":{\"type\":\"mlp\"},\"normalization\":{\"type\":\"batch\"},"
        + "\"data\":{\"name\":\"digits\"}"
        + more
        + "}";
  }

  private JsonNode submit(String more) throws Exception {
    Answer answer = service.post("/jobs", job(more));
    assertThat(answer.status()).isEqualTo(201);
    return answer.json();
  }

  private String path(JsonNode job) {
    return "/jobs/" + job.path("id").asString();
  }

  @Test
  void answersWithTheJobAsItWillRun() throws Exception {
    Answer answer = service.post("/jobs", job(",\"seeds\":[1,2]"));
    assertThat(answer.status()).isEqualTo(201);
    JsonNode job = answer.json();
    assertThat(answer.location()).isEqualTo("/api/v1" + path(job));
    assertThat(job.path("state").asString()).isEqualTo("QUEUED");
    assertThat(job.path("spec").path("batchSize").asInt()).isEqualTo(128);
    assertThat(job.path("runs").size()).isEqualTo(2);
    assertThat(service.get(path(job)).json()).isEqualTo(job);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"foo\":1 | /foo",
        ",\"epochs\":\"x\" | /epochs",
        ",\"epochs\":-3 | /epochs",
        ",\"labelSmoothing\":NaN | /labelSmoothing",
        ",\"optimizer\":{\"type\":\"sgd\",\"learningRate\":1e400} | /optimizer/learningRate",
        ",\"batchSize\":5000 | /batchSize",
        ",\"sweep\":{\"learningRate\":[0.1,0.1]} | /sweep/learningRate",
        ",\"batchSize\":[1] | /batchSize",
        ",\"name\":\"a\\u0000b\" | /name",
        ",\"tags\":{\"a\":\"\\ud800\"} | /tags/a",
      })
  void refusesWithAPointer(String more, String pointer) throws Exception {
    assertRefused(service.post("/jobs", job(more)), 422, List.of(pointer));
  }

  private void assertRefused(Answer answer, int status, List<String> pointers) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.pointers()).containsExactlyInAnyOrderElementsOf(pointers);
    assertNothingStored();
  }

  private void assertNothingStored() {
    for (String table : List.of("job", "job_run", "job_tag", "scheduled_tasks")) {
      assertThat(sql.sql("select count(*) from " + table).query(Long.class).single()).isZero();
    }
  }

  @Test
  void namesEveryFaultAtOnce() throws Exception {
    String faulty =
        """
        {"architecture": {"type": "resnet", "depth": 21}, "normalization": {"type": "group", "groups": 0},
         "data": {"name": "digits"}, "epochs": -1, "batchSize": "many", "colour": "blue"}
        """;
    assertRefused(
        service.post("/jobs", faulty),
        422,
        List.of(
            "/architecture/depth",
            "/normalization/groups",
            "/epochs",
            "/batchSize",
            "/colour",
            "/architecture/type"));
    String groups = job("").replace("\"batch\"", "\"group\",\"groups\":7");
    assertRefused(service.post("/jobs", groups), 422, List.of("/normalization/groups"));
    assertRefused(
        service.post("/jobs", job("").replace("digits", "mnist")), 422, List.of("/data/name"));
    String seeds = ",\"seeds\":" + LongStream.range(0, 10_000).boxed().toList();
    assertRefused(service.post("/jobs", job(seeds)), 422, List.of("/seeds"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "\0", "[1", "{\"a\":tru}"})
  void refusesWhatIsNoJson(String body) throws Exception {
    assertRefused(service.post("/jobs", body), 400, List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "null", "1", "\"job\"", "true"})
  void refusesWhatIsNoObject(String body) throws Exception {
    Answer answer = service.post("/jobs", body);
    assertThat(answer.status()).as(answer.text()).isBetween(400, 422);
    assertNothingStored();
  }

  @Test
  void refusesABodyBeyondTheBound() throws Exception {
    assertRefused(service.post("/jobs", " ".repeat(10_000_000)), 413, List.of());
    assertRefused(
        service.send(service.request("/jobs").POST(BodyPublishers.ofString("x"))), 415, List.of());
  }

  @Test
  void refusesAForm() throws Exception {
    HttpRequest.Builder form =
        service
            .request("/jobs")
            .header("Content-Type", "multipart/form-data")
            .POST(BodyPublishers.ofString(job("")));
    assertRefused(service.send(form), 415, List.of());
  }

  @Test
  void refusesANetworkThatNoArrayHolds() throws Exception {
    String wide = job("").replace("\"mlp\"", "\"mlp\",\"hidden\":[65536,65536]");
    assertRefused(service.post("/jobs", wide), 422, List.of("/architecture"));
  }

  @Test
  void aKeySubmitsOnce() throws Exception {
    Answer first = service.post("/jobs", job(""), "Idempotency-Key", "k1");
    Answer again = service.post("/jobs", job(""), "Idempotency-Key", "k1");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(service.post("/jobs", job(",\"epochs\":7"), "Idempotency-Key", "k1").status())
        .isEqualTo(422);
    assertThat(sql.sql("select count(*) from job").query(Long.class).single()).isEqualTo(1);
  }

  @Test
  void validatesWithoutStoring() throws Exception {
    JsonNode answer = service.post("/jobs/validate", job("")).json();
    assertThat(answer.path("parameterCount").asLong()).isPositive();
    assertThat(answer.path("memoryEstimate").path("weightBytes").asLong()).isPositive();
    assertNothingStored();
  }

  @Test
  void pagesThroughTheList() throws Exception {
    for (int i = 0; i < 5; i++) {
      submit(",\"name\":\"j" + i + "\"");
    }
    JsonNode first = service.get("/jobs?limit=3").json();
    JsonNode rest =
        service.get("/jobs?limit=3&cursor=" + first.path("nextCursor").asString()).json();
    assertThat(names(first)).containsExactly("j4", "j3", "j2");
    assertThat(names(rest)).containsExactly("j1", "j0");
    assertThat(rest.path("nextCursor").isNull()).isTrue();
    assertThat(names(service.get("/jobs?name=J3&state=queued&normalization=batch").json()))
        .containsExactly("j3");
    assertThat(service.get("/jobs?tag=none").json().path("jobs").size()).isZero();
  }

  private static List<String> names(JsonNode page) {
    return page.path("jobs").valueStream().map(job -> job.path("name").asString()).toList();
  }

  @Test
  void aPollThatFindsNothingNewIsA304() throws Exception {
    JsonNode job = submit("");
    String id = job.path("id").asString();
    Map<String, String> held = new LinkedHashMap<>();
    for (String path : List.of(path(job), "/jobs", path(job) + "/runs", path(job) + "/log")) {
      held.put(path, service.get(path).etag());
      Answer poll = service.get(path, "If-None-Match", held.get(path));
      assertThat(poll.status()).isEqualTo(304);
      assertThat(poll.text()).isEmpty();
    }
    application.getBean(Attempts.class).claim(id, "w", "s", Duration.ofMinutes(1));
    for (String path : held.keySet()) {
      assertThat(service.get(path, "If-None-Match", held.get(path)).status())
          .as(path)
          .isEqualTo(200);
    }
  }

  @Test
  void movesJobsOnlyAsTheyMayMove() throws Exception {
    JsonNode job = submit("");
    String etag = service.get(path(job)).etag();
    assertThat(service.post(path(job) + "/retry", "").status()).isEqualTo(409);
    assertThat(service.patch(path(job), "{\"priority\":5}").status()).isEqualTo(428);
    assertThat(service.patch(path(job), "{\"priority\":500}", "If-Match", etag).status())
        .isEqualTo(400);
    assertThat(service.patch(path(job), "{\"state\":5}", "If-Match", etag).status()).isEqualTo(400);
    assertThat(service.patch(path(job), "{\"priority\":5}", "If-Match", "\"99\"").status())
        .isEqualTo(412);
    Answer changed = service.patch(path(job), "{\"priority\":5}", "If-Match", etag);
    assertThat(changed.json().path("priority").asInt()).isEqualTo(5);
    JsonNode cancelled = service.post(path(job) + "/cancel", "{\"reason\":\"typo\"}").json();
    assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
    assertThat(cancelled.path("reason").asString()).isEqualTo("typo");
    assertThat(service.post(path(job) + "/cancel", "").status()).isEqualTo(409);
    Answer retried = service.post(path(job) + "/retry", "");
    assertThat(retried.status()).isEqualTo(201);
    assertThat(retried.json().path("retryOf")).isEqualTo(job.path("id"));
  }

  @Test
  void showsWhatWasMeasured() throws Exception {
    JsonNode job = submit("");
    String id = job.path("id").asString();
    Attempts attempts = application.getBean(Attempts.class);
    attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    List<Point> points =
        IntStream.range(0, 1000)
            .mapToObj(i -> new Point(0, i, "train.loss", i == 400 ? 99 : 1))
            .toList();
    application.getBean(Points.class).append(id, 1, points);
    attempts.log(id, 1, List.of("one", "two"));
    attempts.runEnded(id, 1, 0, "COMPLETED", 1000, "", Map.of("test.accuracy", 0.5));
    attempts.finish(id, 1, JobState.SUCCEEDED, "COMPLETED", null, null);
    String runs = path(job) + "/runs/0";
    assertThat(service.get(path(job) + "/metrics").json().toString())
        .isEqualTo("{\"metrics\":[\"train.loss\"]}");
    assertThat(points(service.get(runs + "/series?name=train.loss"))).hasSize(1000);
    assertThat(points(service.get(runs + "/series?name=train.loss&after=989"))).hasSize(10);
    List<JsonNode> few = points(service.get(runs + "/series?name=train.loss&points=20"));
    assertThat(few).hasSize(20);
    assertThat(few).anyMatch(bucket -> bucket.get(3).asDouble() == 99);
    JsonNode all = service.get(path(job) + "/series?name=train.loss").json();
    assertThat(all.path("runs").get(0).path("points").size()).isEqualTo(1000);
    assertThat(service.get(path(job) + "/series?name=nothing").status()).isEqualTo(404);
    assertThat(service.get(path(job) + "/runs/7").status()).isEqualTo(404);
    assertThat(service.get(runs).json().path("summary").path("test.accuracy").asDouble())
        .isEqualTo(0.5);
    assertThat(service.get(path(job) + "/log?tail=1").json().toString())
        .isEqualTo("{\"lines\":[{\"text\":\"two\"}]}");
    assertThat(service.get(path(job) + "/attempts").json().path("attempts").size()).isEqualTo(1);
  }

  @Test
  void countsRunsThatDiverged() throws Exception {
    JsonNode job = submit(",\"seeds\":[0,1,2]");
    String id = job.path("id").asString();
    assertThat(job.path("divergedRuns").asInt(-1)).isZero();
    Attempts attempts = application.getBean(Attempts.class);
    attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    attempts.runEnded(id, 1, 0, "COMPLETED", 9, "", Map.of());
    attempts.runEnded(id, 1, 1, "DIVERGED", 3, "the training loss became NaN", Map.of());
    JsonNode listed = service.get("/jobs").json().path("jobs").get(0);
    for (JsonNode view : List.of(service.get(path(job)).json(), listed)) {
      assertThat(view.path("runCount").asInt()).isEqualTo(3);
      assertThat(view.path("endedRuns").asInt()).isEqualTo(2);
      assertThat(view.path("divergedRuns").asInt()).isEqualTo(1);
    }
  }

  private static List<JsonNode> points(Answer answer) {
    return answer.json().path("points").valueStream().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "/jobs/abc,404",
    "/nothing,404",
    "/jobs?limit=0,400",
    "/jobs?limit=x,400",
    "/jobs?cursor=zzz,400",
    "/jobs?state=blue,400",
    "/jobs?name=%00,400",
    NOWHERE + ",404",
    NOWHERE + "/log?tail=-1,400",
    NOWHERE + "/runs/x,400",
    NOWHERE + "/series,400",
    NOWHERE + "/attempts,404",
    "/jobs/%2F,400",
    "/jobs/%00,400",
  })
  void refusesAddressesThatCannotBeMeant(String path, int status) throws Exception {
    assertRefused(service.get(path), status, List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/jobs?%", "/jobs?=", "/jobs?name=%ff", "/jobs?name=%zz"})
  void refusesWhatIsNoQuery(String path) throws Exception {
    assertThat(raw("GET /api/v1" + path + " HTTP/1.1"))
        .startsWith("HTTP/1.1 400")
        .contains("Content-Type: application/problem+json", "the query is no list");
  }

  /** What {@code URI} would not let through. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      String head = request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void refusesWhatIsNoHttpAsAProblemToo() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", service.port())) {
      String request = "GET /api/v1/jobs/[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "detail");
    }
  }

  @Test
  void listsWhoCouldTrainAndWhatTheyDo() throws Exception {
    assertThat(service.get("/workers").json().path("workers").size()).isZero();
    String id = submit("").path("id").asString();
    Workers workers = application.getBean(Workers.class);
    workers.hear("w", List.of("cpu/0", "cpu/1"));
    application.getBean(Attempts.class).claim(id, "w", "cpu/1", Duration.ofMinutes(1));
    JsonNode answer = service.get("/workers").json().path("workers");
    assertThat(answer.size()).isEqualTo(1);
    JsonNode slots = answer.get(0).path("slots");
    assertThat(slots.get(0).path("job").isNull()).isTrue();
    assertThat(slots.get(1).path("job").asString()).isEqualTo(id);
    workers.leave("w");
    assertThat(service.get("/workers").json().path("workers").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"normalizations", "architectures", "optimizers", "datasets"})
  void listsWhatExistsWithASchema(String family) throws Exception {
    JsonNode answer = service.get("/" + family).json();
    assertThat(answer.path(family).size()).isGreaterThan(1);
    JsonNode schema =
        family.equals("datasets")
            ? answer.path("schema")
            : answer.path(family).get(0).path("schema");
    assertThat(schema.path("type").asString()).isEqualTo("object");
  }

  @Test
  void describesItself() throws Exception {
    Answer api =
        service.send(
            HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + service.port() + "/v3/api-docs")));
    assertThat(api.json().path("openapi").asString()).startsWith("3.1");
    JsonNode schemas = api.json().path("components").path("schemas");
    assertThat(schemas.path("JobSpec").path("properties").has("normalization")).isTrue();
    assertThat(api.json().path("paths").has("/api/v1/jobs/{id}/cancel")).isTrue();
  }
}
