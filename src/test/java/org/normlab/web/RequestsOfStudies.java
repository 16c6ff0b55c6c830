package org.normlab.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.Attempts;
import org.normlab.web.AnswersTest.Request;
import tools.jackson.databind.JsonNode;

/** One request for each operation on studies and recipes, each on a study of its own. */
final class RequestsOfStudies {
  private static final String RECIPE =
      "{\"recipe\": \"which-norm\", \"data\": {\"name\": \"digits\"}}";

  private final ServedApi api;

  RequestsOfStudies(ServedApi api) {
    this.api = api;
  }

  Map<String, Request> all() {
    Map<String, Request> all = new HashMap<>();
    String id = "/studies/{id}";
    all.put("post /studies", () -> api.service.post("/studies", body()));
    all.put("post /studies/validate", () -> api.service.post("/studies/validate", RECIPE));
    all.put(
        "get /studies",
        () -> {
          submitted(body());
          return api.service.get("/studies");
        });
    for (String part :
        List.of("", "/jobs", "/comparison", "/ranks", "/aggregate", "/curves", "/report")) {
      all.put("get " + id + part, () -> api.service.get(submitted(body()) + part));
    }
    all.put("get " + id + "/claims", () -> api.service.get(submitted(RECIPE) + "/claims"));
    all.put(
        "post " + id + "/extend",
        () -> api.service.post(submitted(body()) + "/extend", "{\"seeds\": [7]}"));
    for (String move : List.of("/pause", "/cancel")) {
      all.put("post " + id + move, () -> api.service.post(submitted(body()) + move, ""));
    }
    all.put(
        "post " + id + "/resume",
        () -> {
          String path = submitted(body());
          api.service.post(path + "/pause", "");
          return api.service.post(path + "/resume", "");
        });
    all.put(
        "get " + id + "/pictures/{name}.svg",
        () -> api.service.get(ended() + "/pictures/strip.svg"));
    all.put("get /recipes", () -> api.service.get("/recipes"));
    all.put("get /recipes/{name}", () -> api.service.get("/recipes/snn-uci"));
    return all;
  }

  private static String body() {
    return """
    {"base": %s, "axes": {"batchSize": [8, 16], "normalization": [{"type": "none"}, {"type": "batch"}]}}
    """
        .formatted(ServedApi.job(""));
  }

  private String submitted(String body) throws Exception {
    return "/studies/" + api.service.post("/studies", body).json().path("id").asString();
  }

  private String ended() throws Exception {
    String path = submitted(body());
    Attempts attempts = api.application.getBean(Attempts.class);
    for (JsonNode job : api.service.get(path + "/jobs").json().path("jobs")) {
      String id = job.asString();
      attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
      Claim claim = new Claim(id, 1);
      for (JsonNode run : api.service.get("/jobs/" + id).json().path("runs")) {
        Map<String, Double> summary = Map.of("validation.accuracy", 0.5);
        int number = run.path("run").asInt();
        attempts.runEnded(claim, new RunEnd(number, RunOutcome.COMPLETED, 10, "", summary));
      }
      attempts.finish(
          claim, new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null));
    }
    return path;
  }
}
