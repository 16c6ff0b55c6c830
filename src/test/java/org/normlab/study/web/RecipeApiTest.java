package org.normlab.study.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
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

/** Recipes over HTTP. */
class RecipeApiTest extends ServedApi {
  private static final String WHICH =
      "{\"recipe\":\"which-norm\",\"data\":{\"name\":\"digits\"},\"seeds\":[0,1]}";

  @Test
  void listsRecipesWithTheirScales() throws Exception {
    JsonNode recipes = service.get("/recipes").json().path("recipes");
    assertThat(recipes.findValuesAsString("paper")).anyMatch(paper -> paper.contains("1706.02515"));
    JsonNode one = service.get("/recipes/snn-uci").json();
    assertThat(one.path("scales").findValuesAsString("name")).contains("laptop", "paper");
    assertThat(one.path("scales").get(0).path("study").path("base").isObject()).isTrue();
    assertThat(one.path("claims").get(1).path("published").asString())
        .isEqualTo("-0.756 against -0.240");
    assertProblem(service.get("/recipes/snn"), 404, "there is no recipe \"snn\"; there are [");
  }

  @Test
  void whichNormTriesWhateverIsDefinedOnTheData() throws Exception {
    Answer answer = service.post("/studies", WHICH);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    JsonNode study = answer.json();
    assertThat(study.path("recipe").asString()).isEqualTo("which-norm");
    assertThat(study.path("scale").asString()).isEqualTo("laptop");
    List<String> methods = labels(study);
    assertThat(methods).contains("none", "batch", "kalman").doesNotContain("instance", "rezero");
    assertThat(study.path("question").asString())
        .contains("Left out: ")
        .contains("instance")
        .contains("norm-matched-rate (it follows a finished job)");
    assertThat(study.path("runs").path("all").asInt()).isEqualTo(methods.size() * 3 * 2);
    JsonNode claims = service.get(claims(study)).json();
    assertThat(claims.path("claims")).isEmpty();
    assertThat(claims.path("complete").asBoolean()).isFalse();
  }

  private static String claims(JsonNode study) {
    return "/studies/" + study.path("id").asString() + "/claims";
  }

  private static List<String> labels(JsonNode study) {
    JsonNode axis = study.path("axes").get(0);
    assertThat(axis.path("name").asString()).isEqualTo("normalization");
    return StreamSupport.stream(axis.path("labels").spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }

  @Test
  void aRequestMayBringItsNetwork() throws Exception {
    String more =
        ",\"architecture\":{\"type\":\"residual-mlp\"},\"scale\":\"full\",\"name\":\"x\"}";
    JsonNode size =
        service.post("/studies/validate", WHICH.substring(0, WHICH.length() - 1) + more).json();
    assertThat(labels(size)).contains("rezero", "fixup");
    assertThat(size.path("spec").path("name").asString()).isEqualTo("x");
    assertThat(size.path("spec").path("base").path("epochs").asInt()).isEqualTo(40);
    assertNothingStored();
  }

  @Test
  void refusesWhatThereIsNotWithOneSentence() throws Exception {
    refused("{\"recipe\":\"none\"}", "/recipe", "there is no recipe \"none\"");
    refused("{\"recipe\":7}", "/recipe", "received 7");
    refused("{\"recipe\":\"snn-uci\",\"scale\":\"x\"}", "/scale", "[laptop, paper]");
    refused("{\"recipe\":\"snn-uci\",\"epochs\":1}", "/epochs", "epochs");
    refused("{\"recipe\":\"snn-uci\",\"seeds\":[]}", "/seeds", "seeds");
    refused("{\"recipe\":\"snn-depth\",\"seeds\":[1,1]}", "/base/seeds", "different");
    refused("{\"recipe\":\"which-norm\"}", "/data", "needs data");
    refused("{\"recipe\":\"snn-uci\",\"data\":{}}", "/data", "data of its own");
    refused(
        "{\"recipe\":\"which-norm\",\"data\":{\"name\":\"no\"}}",
        "/data/name",
        "no data set \"no\"");
    refused(
        "{\"recipe\":\"which-norm\",\"data\":{\"name\":\"digits\"},\"architecture\":{\"type\":\"x\"}}",
        "/architecture/type",
        "received the string \"x\"");
    assertProblem(service.post("/studies", "{\"recipe\":"), 400, "not readable JSON");
    assertNothingStored();
  }

  private void refused(String order, String pointer, String detail) throws Exception {
    Answer answer = service.post("/studies", order);
    assertThat(answer.status()).as(order + answer.text()).isEqualTo(422);
    assertThat(answer.pointers()).as(order).contains(pointer);
    assertThat(answer.text().replace("\\\"", "\"")).contains(detail);
  }

  @Test
  void saysWhichFilesOfARecipeAreNotThere() throws Exception {
    Answer answer = service.post("/studies", "{\"recipe\":\"snn-depth\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("mnist");
  }

  @Test
  void onlyStudiesOfRecipesHaveClaims() throws Exception {
    String study =
        """
        {"base": {"architecture": {"type": "mlp"}, "data": {"name": "digits"}},
         "axes": {"normalization": [{"type": "none"}]}}
        """;
    String id = service.post("/studies", study).json().path("id").asString();
    assertProblem(service.get("/studies/" + id + "/claims"), 404, "is of no recipe");
    assertThat(service.get("/studies/" + "0".repeat(8) + "/claims").status()).isEqualTo(404);
  }

  @Test
  void aKeySubmitsARecipeOnce() throws Exception {
    Answer first = service.post("/studies", WHICH, "Idempotency-Key", "r1");
    Answer again = service.post("/studies", WHICH + " ", "Idempotency-Key", "r1");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    String other = WHICH.replace("[0,1]", "[0]");
    assertThat(service.post("/studies", other, "Idempotency-Key", "r1").status()).isEqualTo(422);
  }

  /** Digits as a table of its own stand for the images of the paper. */
  @Test
  void holdsWhatWasMeasuredAgainstThePaper() throws Exception {
    Files.createDirectories(data.resolve("uci"));
    JsonNode recipe = service.get("/recipes/weight-decay-is-learning-rate").json();
    String study =
        recipe
            .path("scales")
            .get(0)
            .path("study")
            .toString()
            .replace("\"name\":\"fashion-mnist\",\"limit\":10000", "\"name\":\"digits\"");
    String id = service.post("/studies", study).json().path("id").asString();
    sql.sql("update study set recipe = 'weight-decay-is-learning-rate', scale = 'laptop'").update();
    JsonNode before = service.get("/studies/" + id + "/claims").json();
    assertThat(before.path("claims").findValuesAsString("verdict")).containsOnly("NOT_MEASURED");
    JsonNode first = service.get("/studies/" + id + "/jobs").json().path("jobs").get(0);
    finish(first.asString(), 0.9);
    for (JsonNode job : service.get("/studies/" + id + "/jobs").json().path("jobs")) {
      if (!job.equals(first)) {
        finish(job.asString(), 0.8);
      }
    }
    JsonNode claim = service.get("/studies/" + id + "/claims").json().path("claims").get(0);
    assertThat(claim.path("verdict").asString()).isEqualTo("SAME");
    assertThat(claim.path("published").asString()).isEqualTo("90.50 % against 89.22 %");
    assertThat(claim.path("n").asInt()).isEqualTo(5);
    assertThat(claim.path("value").path("value").asDouble())
        .isCloseTo(0.1, org.assertj.core.api.Assertions.within(0.02));
  }

  /** As a worker would that trains without training; jobs that wait cannot be claimed. */
  private void finish(String job, double accuracy) throws Exception {
    Attempts attempts = application.getBean(Attempts.class);
    if (attempts.claim(job, "w", "cpu/0", Duration.ofMinutes(1)).isEmpty()) {
      return;
    }
    for (JsonNode run : service.get("/jobs/" + job).json().path("runs")) {
      int seed = run.path("seed").asInt();
      double value = accuracy + 0.001 * seed * (accuracy > 0.85 ? 1 : 2);
      attempts.runEnded(
          new Claim(job, 1),
          new RunEnd(
              run.path("run").asInt(),
              RunOutcome.COMPLETED,
              10,
              "",
              Map.of("test.accuracy", value)));
    }
    attempts.finish(
        new Claim(job, 1), new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null));
  }
}
