package org.normlab.study.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
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
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

/** Single pictures of studies over HTTP. */
class PictureApiTest extends ServedApi {
  private static final String STUDY =
      """
      {"base": {"architecture": {"type": "mlp", "hidden": [8]}, "data": {"name": "digits"},
        "epochs": 2, "seeds": [0, 1, 2]},
       "axes": {"normalization": [{"type": "none"}, {"type": "batch"}], "batchSize": [8, 16],
                "learningRate": [0.01, 0.1]},
       "select": {"over": ["learningRate"]}}
      """;

  private String submitted() throws Exception {
    Answer answer = service.post("/studies", STUDY);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  /** Ends all runs; one seed of the last job diverges. */
  private void end(String study) throws Exception {
    Attempts attempts = application.getBean(Attempts.class);
    JsonNode ids = service.get("/studies/" + study + "/jobs").json().path("jobs");
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i).asString();
      attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
      for (JsonNode run : service.get("/jobs/" + id).json().path("runs")) {
        int seed = run.path("seed").asInt();
        double value = 0.8 + 0.05 * i + 0.01 * seed + run.path("learningRate").asDouble() / 100;
        boolean diverges = seed == 2 && i == ids.size() - 1;
        attempts.runEnded(
            new Claim(id, 1),
            new RunEnd(
                run.path("run").asInt(),
                diverges ? RunOutcome.DIVERGED : RunOutcome.COMPLETED,
                10,
                diverges ? "the loss was not finite" : "",
                Map.of("test.accuracy", value, "validation.accuracy", value, "seconds", 1.0 + i)));
      }
      attempts.finish(
          new Claim(id, 1), new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null));
    }
  }

  private HttpResponse<String> picture(String study, String rest, String... headers)
      throws Exception {
    return service
        .http()
        .send(
            service.request("/studies/" + study + "/pictures/" + rest, headers).build(),
            BodyHandlers.ofString());
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void eachPictureIsThatOfTheReport() throws Exception {
    String study = submitted();
    end(study);
    String report =
        service
            .http()
            .send(
                service.request("/studies/" + study + "/report", "Accept", "text/html").build(),
                BodyHandlers.ofString())
            .body();
    for (String name :
        new String[] {
          "strip.svg?",
          "strip.svg?block=1&",
          "forest.svg?",
          "pareto.svg?",
          "sensitivity.svg?setting=learningRate&",
          "ranks.svg?test=wilcoxon&",
          "aggregate.svg?",
          "improvement.svg?",
          "profile.svg?"
        }) {
      String drawn = picture(study, name + "style=none").body();
      Document parsed = parsed(drawn);
      assertThat(parsed.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(report).as(name).contains(drawn.substring(drawn.indexOf("</desc>")).strip());
    }
    assertThat(picture(study, "strip.svg").body())
        .contains("<style>", "data-run=\"", "<title>seed 0: 0.8");
    assertThat(picture(study, "strip.svg?block=1&style=none").body())
        .contains("<title>seed 2: diverged</title>")
        .doesNotContain("<style>");
  }

  @Test
  void anUnchangedPictureIsNotDrawnAgain() throws Exception {
    String study = submitted();
    HttpResponse<String> first = picture(study, "strip.svg");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(first.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
        .isEqualToIgnoringCase("image/svg+xml;charset=UTF-8");
    assertThat(first.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'");
    String etag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(picture(study, "strip.svg", "If-None-Match", etag).statusCode()).isEqualTo(304);
    end(study);
    assertThat(picture(study, "strip.svg", "If-None-Match", etag).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "pie.svg, 404, 'pictures strip, forest, pareto, sensitivity, curves, ranks, aggregate,"
        + " improvement, profile; received'",
    "strip.svg?block=2, 400, block must be 0 to 1; received 2",
    "strip.svg?block=x, 400, block",
    "strip.svg?width=20, 400, width must be 300 to 2000; received 20",
    "sensitivity.svg?setting=momentum, 400, 'setting must be one of [batchSize, learningRate]'",
    "ranks.svg?test=friedman, 400, 'test must be one of [NEMENYI, WILCOXON]'",
    "strip.svg?style=blue, 400, style must be one of",
    "strip.svg?baseline=layer, 400, layer",
    "curves.svg?from=5&to=5, 400, from must be below to; received from 5 to 5",
    "curves.svg?from=-1, 400, 'from and to are numbers of steps, from 0; received from -1 to null'",
    "curves.svg?to=x, 400, to",
    "aggregate.svg?metric=test.loss, 404, values of 2 blocks have no scale in common",
    "aggregate.svg?resamples=1, 400, resamples must be 200 to 50000",
    "aggregate.svg?normalize=1, 400, normalize must be known",
    "aggregate.svg, 404, 'nothing to draw of aggregate: no run of none in batchSize 8 has a value'",
    "improvement.svg, 404, no two methods have a value in every block yet",
    "profile.svg, 404, no run of none in batchSize",
    "curves.svg, 404, no chosen run has a value of validation.accuracy yet"
  })
  void whatCannotBeDrawnIsRefused(String asked, int status, String words) throws Exception {
    HttpResponse<String> response = picture(submitted(), asked);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains(words);
  }

  @Test
  void aStudyThatIsNoneHasNoPictures() throws Exception {
    assertThat(picture("00000000-0000-0000-0000-000000000000", "strip.svg").statusCode())
        .isEqualTo(404);
  }
}
