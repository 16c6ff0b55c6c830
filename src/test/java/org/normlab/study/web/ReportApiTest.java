package org.normlab.study.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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
import org.springframework.boot.info.BuildProperties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports over HTTP. */
class ReportApiTest extends ServedApi {
  private static final String STUDY =
      """
      {"name": "Wäre <script> besser?", "base": {"architecture": {"type": "mlp", "hidden": [8]},
        "data": {"name": "digits"}, "epochs": 2, "seeds": [0, 1, 2]},
       "axes": {"normalization": [{"type": "none"}, {"type": "batch"}], "learningRate": [0.01, 0.1]},
       "select": {"over": ["learningRate"]}}
      """;

  private String submitted() throws Exception {
    Answer answer = service.post("/studies", STUDY);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  private HttpResponse<String> report(String study, String query, String accept) throws Exception {
    return service
        .http()
        .send(
            service.request("/studies/" + study + "/report" + query, "Accept", accept).build(),
            BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Ends all runs of the first jobs; one seed diverges. */
  private void end(String study, int jobs) throws Exception {
    Attempts attempts = application.getBean(Attempts.class);
    JsonNode ids = service.get("/studies/" + study + "/jobs").json().path("jobs");
    for (int i = 0; i < jobs; i++) {
      String id = ids.get(i).asString();
      attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
      for (JsonNode run : service.get("/jobs/" + id).json().path("runs")) {
        int seed = run.path("seed").asInt();
        double value = 0.8 + 0.05 * i + 0.01 * seed + run.path("learningRate").asDouble() / 100;
        attempts.runEnded(
            new Claim(id, 1),
            new RunEnd(
                run.path("run").asInt(),
                seed == 2 && i == 1 ? RunOutcome.DIVERGED : RunOutcome.COMPLETED,
                10,
                seed == 2 && i == 1 ? "the loss was not finite" : "",
                Map.of("test.accuracy", value, "validation.accuracy", value, "seconds", 1.0)));
      }
      attempts.finish(
          new Claim(id, 1), new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null));
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "*/*,text/html",
        "text/html,text/html",
        "text/markdown,text/markdown",
        "'text/html;q=0.5,text/markdown',text/markdown",
        "'text/markdown;q=0.5,*/*',text/html",
        "text/*,text/html",
        "nonsense,text/html"
      })
  void isWhatTheReaderAccepts(String accept, String type) throws Exception {
    HttpResponse<String> response = report(submitted(), "", accept);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type").replace(" ", ""))
        .isEqualTo(type + ";charset=UTF-8");
    assertThat(header(response, "Vary")).contains("Accept");
  }

  @Test
  void theFormatAskedForWinsAndHasAFileName() throws Exception {
    String id = submitted();
    HttpResponse<String> response = report(id, "?format=markdown", "text/html");
    assertThat(header(response, "Content-Type")).startsWith("text/markdown");
    assertThat(header(response, "Content-Disposition"))
        .isEqualTo(
            "inline; filename=\"normlab-wa-re-script-besser-%s.md\"".formatted(id.substring(24)));
    assertThat(header(report(id, "", "*/*"), "Content-Security-Policy"))
        .startsWith("default-src 'none'");
  }

  @ParameterizedTest
  @CsvSource({
    "?format=pdf,*/*,400,format must be one of [HTML, MARKDOWN]",
    "'',application/json,406,a report is text/html or text/markdown",
    "?level=2,text/html,400,level must be",
    "?baseline=layer,text/html,400,layer",
    "?diverged=never,text/html,400,diverged must be one of"
  })
  void whatCannotBeMeantIsAProblem(String query, String accept, int status, String detail)
      throws Exception {
    HttpResponse<String> response = report(submitted(), query, accept);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
    assertThat(response.body()).contains(detail);
  }

  @Test
  void noStudyNoReport() throws Exception {
    assertThat(report("00000000-0000-7000-8000-000000000000", "", "text/html").statusCode())
        .isEqualTo(404);
    assertThat(report("x", "", "text/html").statusCode()).isEqualTo(404);
  }

  @Test
  void isReadAgainOnlyWhenSomethingChanged() throws Exception {
    String id = submitted();
    String path = "/studies/" + id + "/report";
    Answer first = service.get(path);
    assertThat(service.get(path, "If-None-Match", first.etag()).status()).isEqualTo(304);
    assertThat(service.get(path + "?format=markdown", "If-None-Match", first.etag()).status())
        .isEqualTo(200);
    end(id, 1);
    assertThat(service.get(path, "If-None-Match", first.etag()).status()).isEqualTo(200);
  }

  @Test
  void saysAtEachStateHowFarTheStudyIs() throws Exception {
    String id = submitted();
    String path = "/studies/" + id + "/report?format=markdown";
    assertThat(service.get(path).text())
        .contains("> **Not begun: 0 of 12 runs have ended. Nothing here is final.**");
    end(id, 1);
    assertThat(service.get(path).text())
        .contains("> **Not finished: 6 of 12 runs have ended. Nothing here is final.**");
    service.post("/studies/" + id + "/cancel", "{\"reason\": \"enough\"}");
    String cancelled = service.get(path).text();
    assertThat(cancelled).contains("> **Cancelled (enough): 12 of 12 runs have ended");
    // In JSON a setting that is switched off is null.
    assertThat(cancelled.replaceAll("(?s)```.*?```", "")).doesNotContain("NaN", "null");
  }

  @Test
  void theProtocolLeavesNothingToADefault() throws Exception {
    String id = submitted();
    String path = "/studies/" + id + "/report";
    assertThat(service.get(path).text()).contains("no attempt has begun");
    end(id, 2);
    String version = version(id);
    String text = service.get(path + "?format=markdown").text();
    assertThat(text)
        .contains("Trained by versions of Normlab: %s (2 attempts)".formatted(version))
        .contains("This report was written, and its statistics computed, by Normlab " + version);
    for (JsonNode job : service.get("/studies/" + id + "/jobs").json().path("jobs")) {
      JsonNode spec = service.get("/jobs/" + job.asString()).json().path("spec");
      String method = spec.path("normalization").path("type").asString();
      String title = "**%s: job %s**".formatted(method, job.asString());
      assertThat(text).contains(title);
      String code = text.substring(text.indexOf(title)).split("```", -1)[1].substring(4);
      assertThat(new JsonMapper().readTree(code)).isEqualTo(spec);
      assertThat(spec.path("labelSmoothing").isNumber()).isTrue();
    }
    assertThat(service.get(path).text()).contains("<details><summary>none: job ");
  }

  private String version(String study) throws Exception {
    String job = service.get("/studies/" + study + "/jobs").json().path("jobs").get(0).asString();
    JsonNode attempt = service.get("/jobs/" + job + "/attempts").json().path("attempts").get(0);
    assertThat(attempt.path("version").asString()).isEqualTo(built());
    return attempt.path("version").asString();
  }

  private String built() {
    return application.getBean(BuildProperties.class).getVersion();
  }

  @Test
  void aStudyOfARecipeHasItsClaims() throws Exception {
    String id = submitted();
    assertThat(service.get("/studies/" + id + "/report").text())
        .doesNotContain("paper&#39;s claims");
    // The recipe's own study would need its data.
    sql.sql("update study set recipe = 'snn-depth', scale = 'laptop'").update();
    JsonNode claims = service.get("/studies/" + id + "/claims").json().path("claims");
    assertThat(claims).isNotEmpty();
    assertThat(service.get("/studies/" + id + "/report?format=markdown").text())
        .contains(
            "## The paper's claims",
            "Made of the recipe snn-depth",
            "| fewer than three values",
            "No claim has three values yet")
        .contains(claims.get(0).path("says").asString());
  }

  @Test
  void hasTheNumbersOfTheComparisonAndCountsWhatDiverged() throws Exception {
    String id = submitted();
    end(id, 2);
    String text = service.get("/studies/" + id + "/report?format=markdown").text();
    JsonNode batch =
        service
            .get("/studies/" + id + "/comparison")
            .json()
            .path("blocks")
            .get(0)
            .path("methods")
            .get(1);
    double mean = batch.path("summary").path("mean").path("value").asDouble();
    double difference = batch.path("against").path("meanDifference").path("value").asDouble();
    assertThat(batch.path("runs")).hasSize(3);
    assertThat(text)
        .contains("| batch | 3 | 2 | 1 | 0 | 0 | 0 | %.4f |".formatted(mean))
        .contains("| batch | 2 | 1 / 0 | 0 | 0 | +%.4f |".formatted(difference))
        .contains("Of 3 runs of batch: 1 diverged.")
        .contains("the loss was not finite")
        .contains("learningRate = 0.1")
        .contains("learningRate 0.1 is the largest tried: the best may lie beyond");
    assertThat(service.get("/studies/" + id + "/report").text())
        .contains("<h1>Wäre &lt;script&gt; besser?</h1>")
        .doesNotContain("<script");
    String other = service.get("/studies/" + id + "/report?format=markdown&baseline=batch").text();
    assertThat(other).contains("| none | 2 | 0 / 1 | 0 | 0 | −%.4f |".formatted(difference));
  }
}
