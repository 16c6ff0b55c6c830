package org.normlab.study.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.Attempts;
import org.normlab.web.ServedApi;
import org.normlab.web.Service.Answer;
import tools.jackson.databind.JsonNode;

/** Studies over HTTP. */
class StudyApiTest extends ServedApi {
  private static final String STUDY =
      """
      {"name": "which", "base": {"architecture": {"type": "mlp", "hidden": [8]},
        "data": {"name": "digits"}, "epochs": 2, "seeds": [0, 1, 2]},
       "axes": {"normalization": [{"type": "none"}, {"type": "batch"}],
         "learningRate": [0.01, 0.1]},
       "select": {"over": ["learningRate"]}}
      """;

  private Attempts attempts() {
    return application.getBean(Attempts.class);
  }

  private long count(String table) {
    return sql.sql("select count(*) from " + table).query(Long.class).single();
  }

  private String submitted(String study) throws Exception {
    Answer answer = service.post("/studies", study);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  /** Lets a worker that does not train end each run with an accuracy of its own. */
  private void finish(String study) throws Exception {
    for (JsonNode job : service.get("/studies/" + study + "/jobs").json().path("jobs")) {
      String id = job.asString();
      if (attempts().claim(id, "w", "cpu/0", Duration.ofMinutes(1)).isEmpty()) {
        continue;
      }
      JsonNode view = service.get("/jobs/" + id).json();
      boolean batch =
          view.path("spec").path("normalization").path("type").asString().equals("batch");
      for (JsonNode run : view.path("runs")) {
        double better = batch ? 0.05 : 0;
        double rate = run.path("learningRate").asDouble();
        double value = 0.8 + better + 0.01 * run.path("seed").asInt() + rate / 100;
        attempts()
            .runEnded(
                new Claim(id, 1),
                new RunEnd(
                    run.path("run").asInt(),
                    RunOutcome.COMPLETED,
                    10,
                    "",
                    Map.of("test.accuracy", value, "validation.accuracy", value, "seconds", 1.0)));
      }
      attempts()
          .finish(
              new Claim(id, 1),
              new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null));
    }
  }

  @Test
  void runsThatDifferInTheRateAloneShareAJob() throws Exception {
    String id = submitted(STUDY);
    JsonNode study = service.get("/studies/" + id).json();
    assertThat(study.path("jobs").path("all").asInt()).isEqualTo(2);
    assertThat(study.path("runs").path("all").asInt()).isEqualTo(12);
    assertThat(study.path("state").asString()).isEqualTo("QUEUED");
    for (JsonNode job : service.get("/studies/" + id + "/jobs").json().path("jobs")) {
      JsonNode spec = service.get("/jobs/" + job.asString()).json().path("spec");
      assertThat(spec.path("sweep").path("points")).hasSize(2);
      assertThat(spec.path("seeds")).hasSize(3);
    }
  }

  @Test
  void comparesChosenSettingsOnSharedSeeds() throws Exception {
    String id = submitted(STUDY);
    finish(id);
    assertThat(service.get("/studies/" + id).json().path("state").asString())
        .isEqualTo("COMPLETED");
    JsonNode answer = service.get("/studies/" + id + "/comparison").json();
    assertThat(answer.path("baseline").asString()).isEqualTo("none");
    assertThat(answer.path("complete").asBoolean()).isTrue();
    JsonNode batch = answer.path("blocks").get(0).path("methods").get(1);
    assertThat(batch.path("method").asString()).isEqualTo("batch");
    assertThat(batch.path("chosen").path("learningRate").asString()).isEqualTo("0.1");
    assertThat(batch.path("edges").get(0).asString())
        .isEqualTo("learningRate 0.1 is the largest tried: the best may lie beyond");
    assertThat(batch.path("tried").asInt()).isEqualTo(2);
    assertThat(batch.path("summary").path("n").asInt()).isEqualTo(3);
    JsonNode difference = batch.path("against").path("meanDifference").path("value");
    assertThat(difference.asDouble()).isCloseTo(0.05, within());
    JsonNode other = service.get("/studies/" + id + "/comparison?baseline=batch").json();
    JsonNode none = other.path("blocks").get(0).path("methods").get(0);
    assertThat(none.path("against").path("meanDifference").path("value").asDouble())
        .isCloseTo(-0.05, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-12);
  }

  @Test
  void saysSoWhileNothingHasEnded() throws Exception {
    String id = submitted(STUDY);
    JsonNode answer = service.get("/studies/" + id + "/comparison").json();
    JsonNode none = answer.path("blocks").get(0).path("methods").get(0);
    assertThat(none.path("chosen").isNull()).isTrue();
    assertThat(none.path("counts").path("pending").asInt()).isEqualTo(6);
    assertThat(none.path("summary").path("mean").path("value").isNull()).isTrue();
    assertThat(none.path("summary").path("mean").path("reason").asString()).isNotBlank();
    assertThat(service.get("/studies/" + id + "/ranks").status()).isEqualTo(200);
    assertThat(service.get("/studies/" + id + "/curves").status()).isEqualTo(200);
  }

  /** Both the numbers and the picture. */
  @Test
  void curvesAreOfTheMetricThatTheStudyComparesBy() throws Exception {
    String id = submitted(STUDY.replace("\"name\": \"which\",", "\"metric\": \"train.loss\","));
    JsonNode curves = service.get("/studies/" + id + "/curves").json();
    assertThat(curves.path("metric").asString()).isEqualTo("train.loss");
    JsonNode other = service.get("/studies/" + id + "/curves?metric=validation.loss").json();
    assertThat(other.path("metric").asString()).isEqualTo("validation.loss");
    assertThat(service.get("/studies/" + id + "/pictures/curves.svg").text())
        .contains("no chosen run has a value of train.loss yet");
  }

  @Test
  void aRepeatedRequestIsTheSameStudy() throws Exception {
    Answer first = service.post("/studies", STUDY, "Idempotency-Key", "k");
    Answer again = service.post("/studies", STUDY, "Idempotency-Key", "k");
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    Answer other =
        service.post("/studies", STUDY.replace("which", "other"), "Idempotency-Key", "k");
    assertThat(other.status()).isEqualTo(422);
    assertThat(count("study")).isEqualTo(1);
    assertThat(count("job")).isEqualTo(2);
  }

  @Test
  void extendsWithoutRepeating() throws Exception {
    String id = submitted(STUDY);
    finish(id);
    Answer more =
        service.post(
            "/studies/" + id + "/extend",
            "{\"seeds\": [2, 3, 4], \"axes\": {\"normalization\": [{\"type\": \"layer\"}]}}");
    assertThat(more.status()).as(more.text()).isEqualTo(200);
    // Two new seeds of 2 methods at 2 rates, and 5 seeds of a new one at 2 rates.
    assertThat(more.json().path("addedRuns").asInt()).isEqualTo(2 * 2 * 2 + 5 * 2);
    assertThat(more.json().path("state").asString()).isEqualTo("RUNNING");
    finish(id);
    JsonNode answer = service.get("/studies/" + id + "/comparison").json();
    for (JsonNode method : answer.path("blocks").get(0).path("methods")) {
      assertThat(method.path("summary").path("n").asInt()).isEqualTo(5);
    }
    Answer same = service.post("/studies/" + id + "/extend", "{\"seeds\": [0]}");
    assertThat(same.json().path("addedRuns").asInt()).isZero();
  }

  @Test
  void whatFailedIsTrainedAgainOnExtension() throws Exception {
    String id = submitted(STUDY);
    String job = service.get("/studies/" + id + "/jobs").json().path("jobs").get(0).asString();
    attempts().claim(job, "w", "cpu/0", Duration.ofMinutes(1));
    attempts()
        .finish(
            new Claim(job, 1),
            new AttemptEnd(JobState.FAILED, AttemptState.FAILED, "out of memory", 1));
    Answer again = service.post("/studies/" + id + "/extend", "{\"seeds\": [0]}");
    assertThat(again.json().path("addedRuns").asInt()).isEqualTo(6);
    finish(id);
    JsonNode answer = service.get("/studies/" + id + "/comparison").json();
    JsonNode none = answer.path("blocks").get(0).path("methods").get(0);
    assertThat(none.path("summary").path("n").asInt()).isEqualTo(3);
    assertThat(answer.path("counts").path("failed").asInt()).isZero();
  }

  @Test
  void holdsItsJobsWhilePaused() throws Exception {
    String id = submitted(STUDY);
    List<String> jobs =
        service
            .get("/studies/" + id + "/jobs")
            .json()
            .path("jobs")
            .valueStream()
            .map(JsonNode::asString)
            .toList();
    attempts().claim(jobs.getFirst(), "w", "cpu/0", Duration.ofMinutes(1));
    assertThat(service.post("/studies/" + id + "/pause", "").json().path("state").asString())
        .isEqualTo("PAUSED");
    assertThat(attempts().claim(jobs.getLast(), "w", "cpu/1", Duration.ofMinutes(1))).isEmpty();
    assertThat(attempts().open()).containsExactly(jobs.getFirst());
    assertThat(service.get("/jobs/" + jobs.getLast()).json().path("reason").asString())
        .isEqualTo("its study is paused");
    assertThat(service.post("/studies/" + id + "/pause", "").status()).isEqualTo(409);
    service.post("/studies/" + id + "/resume", "");
    assertThat(count("scheduled_tasks")).isEqualTo(2);
    assertThat(attempts().claim(jobs.getLast(), "w", "cpu/1", Duration.ofMinutes(1))).isPresent();
  }

  @Test
  void cancelsWhatHasNotEnded() throws Exception {
    String id = submitted(STUDY);
    service.post("/studies/" + id + "/pause", "");
    Answer answer = service.post("/studies/" + id + "/cancel", "{\"reason\": \"wrong data\"}");
    assertThat(answer.json().path("state").asString()).isEqualTo("CANCELLED");
    assertThat(answer.json().path("jobs").path("cancelled").asInt()).isEqualTo(2);
    assertThat(answer.json().path("reason").asString()).isEqualTo("wrong data");
    Answer again = service.post("/studies/" + id + "/cancel", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().path("detail").asString())
        .contains("is CANCELLED")
        .contains("PAUSED, QUEUED, RUNNING");
    assertThat(service.post("/studies/" + id + "/extend", "{\"seeds\": [9]}").status())
        .isEqualTo(409);
  }

  @Test
  void areFoundByNameAndTag() throws Exception {
    String tagged =
        STUDY.replace("\"select\"", "\"tags\": {\"paper\": \"kn=1\", \"a\": \"b\"}, \"select\"");
    String first = submitted(tagged);
    String second = submitted(tagged.replace("kn=1", "snn").replace("which", "On DIGITS 50%"));
    String third = submitted(STUDY);
    assertThat(found("")).containsExactly(third, second, first);
    assertThat(found("tag=paper")).containsExactly(second, first);
    assertThat(found("tag=paper%3Dkn%3D1")).containsExactly(first);
    assertThat(found("tag=paper%3Dkn")).isEmpty();
    assertThat(found("tag=pap")).isEmpty();
    assertThat(found("name=digits")).containsExactly(second);
    assertThat(found("name=%25")).containsExactly(second);
    assertThat(found("name=WHICH&tag=a%3Db")).containsExactly(first);
    assertThat(found("name=&tag=")).hasSize(3);
    JsonNode page = service.get("/studies?tag=paper&limit=1").json();
    assertThat(found("tag=paper&limit=1&cursor=" + page.path("nextCursor").asString()))
        .containsExactly(first);
    assertThat(service.get("/studies?tag=" + "a".repeat(601)).status()).isEqualTo(400);
    JsonNode runs =
        service.get("/runs?filter=study%20%3D%20'" + first + "'&limit=1000").json().path("runs");
    assertThat(runs).hasSize(12);
    assertThat(runs.get(0).path("study").asString()).isEqualTo(first);
  }

  private List<String> found(String query) throws Exception {
    Answer answer = service.get("/studies?" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("studies").valueStream().map(s -> s.path("id").asString()).toList();
  }

  @Test
  void drawsJointlyAndTheSameAgain() throws Exception {
    String study =
        """
        {"base": {"architecture": {"type": "mlp", "hidden": [8]}, "data": {"name": "digits"},
          "seeds": [0]}, "samples": 6,
         "axes": {"normalization": [{"type": "none"}, {"type": "batch"}],
           "learningRate": {"logUniform": [1e-3, 1]}, "weightDecay": {"logUniform": [1e-6, 1e-3]},
           "batchSize": {"choice": [16, 32]}},
         "select": {"over": ["learningRate", "weightDecay", "batchSize"]}}
        """;
    JsonNode size = service.post("/studies/validate", study).json();
    assertThat(size.path("points").asInt()).isEqualTo(12);
    assertThat(size.path("runCount").asInt()).isEqualTo(12);
    assertThat(size.path("jobCount").asInt()).isBetween(2, 4);
    assertThat(service.post("/studies/validate", study).json()).isEqualTo(size);
    assertThat(count("study")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"base":{}}                                                        | /axes
          {"base":{},"axes":{"normalization":[]}}                            | /axes/normalization
          {"base":{},"axes":{"batchSize":[1,1]}}                             | /axes/batchSize/1
          {"base":{},"axes":{"seeds":[1,2]}}                                 | /axes/seeds
          {"base":{},"axes":{"batch size":[1]}}                              | /axes/batch size
          {"base":{},"axes":{"batchSize":{"normal":[1,2]}},"samples":2}      | /axes/batchSize
          {"base":{},"axes":{"batchSize":{"uniform":[2,1]}},"samples":2}     | /axes/batchSize
          {"base":{},"axes":{"batchSize":{"uniform":[1,2]}}}                 | /samples
          {"base":{},"axes":{"batchSize":[1,2]},"samples":3}                 | /samples
          {"base":{},"list":[{"batchSize":1},{"epochs":2}]}                  | /list/0,/list/1
          {"base":{},"list":[{"epochs":1}],"axes":{"epochs":[1]}}            | /list
          {"base":{"sweep":{}},"axes":{"batchSize":[8,9]}}                   | /base/sweep
          {"base":{"seeds":[1,1]},"axes":{"batchSize":[8,9]}}                | /base/seeds
          {"base":{"seeds":1},"axes":{"batchSize":[8,9]}}                    | /base/seeds
          {"axes":{"batchSize":[8,9]}}                                       | /base
          {"base":{},"axes":{"batchSize":[8,9]},"select":{"over":["x"],"by":"test.loss"}} | /select/by
          """)
  void refusesWhatIsNoStudy(String study, String pointers) throws Exception {
    Answer answer = service.post("/studies", study);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.pointers()).containsExactly(pointers.split(","));
    assertThat(count("study") + count("job")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "learningRat":[1]                                  | /axes/learningRat/0
          "optimizer.learningRat":[1]                        | /axes/optimizer.learningRat/0
          "normalization":[{"type":"batsch"}]                | /axes/normalization/0/type
          "architecture.hidden":[[8],[0]]                    | /axes/architecture.hidden/1/0
          "m":[{"label":"a","set":{"batchSize":-1}}]         | /axes/m/0/set/batchSize
          "data.name":["digits","no-such-set"]               | /axes/data.name/1
          "batchSize":[8,100000]                             | /axes/batchSize/1
          """)
  void saysWhichValueOfAnAxisNoJobCanHave(String axes, String pointer) throws Exception {
    String base =
        "{\"architecture\":{\"type\":\"mlp\",\"hidden\":[8]},\"normalization\":{\"type\":\"none\"},"
            + "\"data\":{\"name\":\"digits\"}}";
    Answer answer = service.post("/studies", "{\"base\":" + base + ",\"axes\":{" + axes + "}}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.pointers()).as(answer.text()).containsExactly(pointer);
    assertThat(count("study") + count("job")).isZero();
  }

  @Test
  void refusesCombinationsBeyondAllBounds() throws Exception {
    String thousand =
        java.util.stream.IntStream.rangeClosed(1, 1000)
            .mapToObj(String::valueOf)
            .collect(java.util.stream.Collectors.joining(","));
    String study =
        "{\"base\":{},\"axes\":{\"batchSize\":[%1$s],\"epochs\":[%1$s],\"data.splitSeed\":[%1$s]}}"
            .formatted(thousand);
    Answer answer = service.post("/studies", study);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("detail").asString())
        .isEqualTo("a study may have 20,000 points; this one would have 1,000,000,000");
  }

  @Test
  void refusesRolesThatNoAxisHas() throws Exception {
    String compare = STUDY.replace("\"select\"", "\"compare\": \"depth\", \"select\"");
    assertThat(service.post("/studies", compare).pointers()).containsExactly("/compare");
    String baseline = STUDY.replace("\"select\"", "\"baseline\": \"layer\", \"select\"");
    Answer answer = service.post("/studies", baseline);
    assertThat(answer.pointers()).containsExactly("/baseline");
    assertThat(answer.json().path("detail").asString())
        .contains("one of [none, batch]")
        .contains("received \"layer\"");
    String over =
        STUDY.replace("{\"over\": [\"learningRate\"]}", "{\"over\": [\"normalization\"]}");
    assertThat(service.post("/studies", over).pointers()).containsExactly("/select/over");
    String id = submitted(STUDY);
    assertThat(service.get("/studies/" + id + "/comparison?baseline=layer").status())
        .isEqualTo(400);
    assertThat(service.get("/studies/" + id + "/comparison?metric=learningRate").status())
        .isEqualTo(400);
    assertThat(service.get("/studies/" + id + "/comparison?level=2").status()).isEqualTo(400);
    assertThat(service.get("/studies/" + id + "/comparison?diverged=never").status())
        .isEqualTo(400);
    assertThat(service.get("/studies/x/comparison").status()).isEqualTo(404);
  }

  @Test
  void refusesFiguresThatNoRunWillHave() throws Exception {
    assertThat(
            service
                .post(
                    "/studies",
                    STUDY.replace("{\"name\": \"which\"", "{\"metric\": \"test.acuracy\""))
                .pointers())
        .containsExactly("/metric");
    assertThat(
            service
                .post(
                    "/studies",
                    STUDY.replace("{\"name\": \"which\"", "{\"metric\": \"online.accuracy\""))
                .pointers())
        .containsExactly("/metric");
    for (String metric : List.of("probe.hidden.0.norm.meanAfter", "learningRate", "skippedSteps")) {
      Answer refused =
          service.post(
              "/studies", STUDY.replace("{\"name\": \"which\"", "{\"metric\": \"" + metric + "\""));
      assertThat(refused.pointers()).containsExactly("/metric");
      assertThat(refused.json().path("detail").asString())
          .contains(metric)
          .contains("allowed in this study: test.accuracy, validation.accuracy,");
    }
    Answer answer =
        service.post(
            "/studies",
            STUDY.replace("{\"name\": \"digits\"}", "{\"name\": \"digits\", \"validation\": 0}"));
    assertThat(answer.pointers()).as(answer.text()).containsExactly("/select/by");
    assertThat(answer.json().path("detail").asString())
        .contains("validation.accuracy is measured only where data.validation is above 0");
    assertThat(count("study") + count("job")).isZero();
  }

  @Test
  void refusesAStudyThatLeavesNothingToCompare() throws Exception {
    String twice = STUDY.replace("[\"learningRate\"]", "[\"learningRate\", \"learningRate\"]");
    assertThat(service.post("/studies", twice).pointers()).containsExactly("/select/over/1");
    String all =
        STUDY
            .replace("\"normalization\": [{\"type\": \"none\"}, {\"type\": \"batch\"}],", "")
            .replace("\"epochs\": 2", "\"normalization\": {\"type\": \"batch\"}, \"epochs\": 2");
    Answer answer = service.post("/studies", all);
    assertThat(answer.pointers()).as(answer.text()).containsExactly("/select/over");
    assertThat(answer.json().path("detail").asString()).contains("is left to compare");
    assertThat(count("study") + count("job")).isZero();
  }

  @Test
  void ranksNoMoreThanCanBeTested() throws Exception {
    String many =
        java.util.stream.IntStream.rangeClosed(1, 201)
            .mapToObj(i -> "0." + (1000 + i))
            .collect(java.util.stream.Collectors.joining(","));
    String id =
        submitted(
            STUDY
                .replace("[0.01, 0.1]", "[" + many + "]")
                .replace(
                    "\"select\": {\"over\": [\"learningRate\"]}", "\"compare\": \"learningRate\""));
    Answer answer = service.get("/studies/" + id + "/ranks");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asString())
        .isEqualTo(
            "ranks compare at most 200 values; the compared axis \"learningRate\" has 201: choose"
                + " over it with select, or compare another");
    assertThat(service.get("/studies/" + id + "/report").status()).isEqualTo(200);
  }
}
