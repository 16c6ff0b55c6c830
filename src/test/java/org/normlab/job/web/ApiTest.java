package org.normlab.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.environment.KnownEnvironment;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.Attempts;
import org.normlab.job.presence.WorkerRegistry;
import org.normlab.run.Points;
import org.normlab.train.Point;
import org.normlab.web.ServedApi;
import org.normlab.web.Service.Answer;
import tools.jackson.databind.JsonNode;

/** What the API does with what it is asked for in good form. */
class ApiTest extends ServedApi {
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
  void takesJobsOfAgents() throws Exception {
    String agents =
        """
        {"environment": {"name": "cartpole"}, "architecture": {"type": "mlp", "hidden": [64, 64]},
         "normalization": {"type": "none"}}
        """;
    JsonNode estimate = service.post("/jobs/validate", agents).json();
    assertThat(estimate.path("parameterCount").asLong()).isEqualTo(4 * 64 + 64 + 64 * 65 + 2 * 65);
    assertThat(estimate.path("memoryEstimate").path("dataBytes").asLong()).isGreaterThan(4_000_000);
    assertThat(estimate.path("rows").isNull()).isTrue();
    assertNothingStored();
    var answer = service.post("/jobs", agents);
    assertThat(answer.status()).isEqualTo(201);
    JsonNode stored = service.get("/jobs/" + answer.json().path("id").asString()).json();
    assertThat(stored.path("spec").path("steps").asLong()).isEqualTo(1_000_000);
    assertThat(stored.path("spec").has("data")).isFalse();
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
    application.getBean(Points.class).append(new Claim(id, 1), points);
    attempts.log(new Claim(id, 1), List.of("one", "two"));
    attempts.runEnded(
        new Claim(id, 1),
        new RunEnd(0, RunOutcome.COMPLETED, 1000, "", Map.of("test.accuracy", 0.5)));
    attempts.finish(
        new Claim(id, 1), new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null));
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
  void showsWhatProbesSawInTheOrderOfTheNetwork() throws Exception {
    JsonNode job = submit(",\"seeds\":[0,1],\"probe\":{\"every\":2}");
    assertThat(job.path("spec").path("probe").toString())
        .isEqualTo("{\"every\":2,\"unit\":\"epoch\"}");
    String id = job.path("id").asString();
    String probes = path(job) + "/runs/1/probes?quantity=";
    assertThat(service.get(probes + "meanAfter").status()).isEqualTo(404);
    assertThat(service.get(probes + "meanAfter").text()).contains("\\\"every\\\": 1");
    application.getBean(Attempts.class).claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    Points points = application.getBean(Points.class);
    points.append(new Claim(id, 1), looked(0));
    points.append(new Claim(id, 1), looked(20));
    JsonNode seen = service.get(probes + "meanAfter").json();
    assertThat(seen.path("layers").toString())
        .isEqualTo(
            """
            [{"layer":"stem.norm","points":[[0,1.0],[20,1.0]]},{"layer":"hidden.10.norm","points":[[0,2.0],[20,2.0]]}]\
            """);
    assertThat(service.get(probes + "meanAfter&points=1").json().at("/layers/0/points").toString())
        .isEqualTo("[[20,1.0,1.0,1.0]]");
    assertThat(service.get(probes + "weightNorm").json().at("/layers/0/layer").asString())
        .isEqualTo("output");
    assertThat(service.get(probes + "After").status()).isEqualTo(404);
    assertThat(service.get(path(job) + "/runs/2/probes?quantity=meanAfter").status())
        .isEqualTo(404);
    assertThat(service.get(path(job) + "/series?name=probe.hidden.10.norm.meanAfter").json())
        .isNotNull();
  }

  private static List<Point> looked(int step) {
    return List.of(
        new Point(1, step, "probe.stem.norm.meanAfter", 1),
        new Point(1, step, "probe.hidden.10.norm.meanAfter", 2),
        new Point(1, step, "probe.output.weightNorm", 3));
  }

  @Test
  void countsRunsThatDiverged() throws Exception {
    JsonNode job = submit(",\"seeds\":[0,1,2]");
    String id = job.path("id").asString();
    assertThat(job.path("divergedRuns").asInt(-1)).isZero();
    Attempts attempts = application.getBean(Attempts.class);
    attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    attempts.runEnded(new Claim(id, 1), new RunEnd(0, RunOutcome.COMPLETED, 9, "", Map.of()));
    attempts.runEnded(
        new Claim(id, 1),
        new RunEnd(1, RunOutcome.DIVERGED, 3, "the training loss became NaN", Map.of()));
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

  @Test
  void listsWhoCouldTrainAndWhatTheyDo() throws Exception {
    assertThat(service.get("/workers").json().path("workers").size()).isZero();
    String id = submit("").path("id").asString();
    WorkerRegistry workers = application.getBean(WorkerRegistry.class);
    workers.hear("w", List.of("cpu/0", "cpu/1"), null);
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
  @ValueSource(
      strings = {
        "normalizations",
        "architectures",
        "optimizers",
        "agents",
        "datasets",
        "environments"
      })
  void listsWhatExistsWithASchema(String family) throws Exception {
    JsonNode answer = service.get("/" + family).json();
    assertThat(answer.path(family).size()).isGreaterThan(1);
    JsonNode schema =
        answer.has("schema") ? answer.path("schema") : answer.path(family).get(0).path("schema");
    assertThat(schema.path("type").asString()).isEqualTo("object");
  }

  @Test
  void listsWhatEachEnvironmentIs() throws Exception {
    JsonNode all = service.get("/environments").json().path("environments");
    assertThat(all.valueStream().map(one -> one.path("name").asString()))
        .containsExactlyElementsOf(KnownEnvironment.words());
    assertThat(all.get(0).path("observation").path("shape").toString()).isEqualTo("[4]");
    assertThat(all.get(0).path("stepLimit").asInt()).isEqualTo(500);
    assertThat(all.get(0).path("episodeReturn").path("best").asDouble()).isEqualTo(500);
    JsonNode freeway =
        all.valueStream()
            .filter(one -> one.path("name").asString().equals("minatar/freeway"))
            .findFirst()
            .orElseThrow();
    assertThat(freeway.path("observation").path("shape").toString()).isEqualTo("[7,10,10]");
    assertThat(freeway.path("observation").path("names").size()).isEqualTo(7);
    assertThat(freeway.path("actions").path("full").size()).isEqualTo(6);
    assertThat(freeway.path("actions").path("minimal").toString())
        .isEqualTo("[\"none\",\"up\",\"down\"]");
    assertThat(freeway.path("sticky").asDouble()).isEqualTo(0.1);
    assertThat(freeway.path("stepLimit").isNull()).isTrue();
    assertThat(freeway.path("ramps").asBoolean()).isFalse();
    assertThat(freeway.path("episodeReturn").path("best").isNull()).isTrue();
    assertThat(freeway.path("episodeReturn").path("random").asDouble()).isEqualTo(0.13);
    assertThat(freeway.path("episodeReturn").path("source").asString()).contains("Young and Tian");
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
