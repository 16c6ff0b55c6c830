package org.normlab.study.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.data.Offset;
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

/** Aggregates over blocks over HTTP, of a study of two data sets. */
class AggregateApiTest extends ServedApi {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);
  private static final String STUDY =
      """
      {"base": {"architecture": {"type": "mlp", "hidden": [8]}, "epochs": 2, "seeds": [0, 1, 2, 3]},
       "axes": {"normalization": [{"type": "none"}, {"type": "batch"}],
         "data": [{"name": "digits"},
           {"label": "noise", "set": {"data": {"generated": "gaussians", "rows": 500}}}]}}
      """;

  /** Accuracies by method and data set, a seed each; the last of batch on noise diverges. */
  private static final Map<String, double[]> VALUES =
      Map.of(
          "none digits", new double[] {0.9, 0.8, 0.7, 0.95},
          "none noise", new double[] {0.5, 0.6, 0.4, 0.5},
          "batch digits", new double[] {0.85, 0.8, 0.9, 0.99},
          "batch noise", new double[] {0.7, 0.3, 0.65, Double.NaN});

  private String submitted() throws Exception {
    Answer answer = service.post("/studies", STUDY);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return "/studies/" + answer.json().path("id").asString();
  }

  private String ended() throws Exception {
    String path = submitted();
    Attempts attempts = application.getBean(Attempts.class);
    for (JsonNode job : service.get(path + "/jobs").json().path("jobs")) {
      String id = job.asString();
      attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
      JsonNode view = service.get("/jobs/" + id).json();
      JsonNode spec = view.path("spec");
      String name = spec.path("data").path("name").asString("noise");
      double[] values = VALUES.get(spec.path("normalization").path("type").asString() + " " + name);
      for (JsonNode run : view.path("runs")) {
        double value = values[run.path("seed").asInt()];
        boolean diverged = Double.isNaN(value);
        attempts.runEnded(
            new Claim(id, 1),
            new RunEnd(
                run.path("run").asInt(),
                diverged ? RunOutcome.DIVERGED : RunOutcome.COMPLETED,
                10,
                diverged ? "the loss was not finite" : "",
                diverged ? Map.of() : Map.of("test.accuracy", value, "test.loss", 1 - value)));
      }
      attempts.finish(
          new Claim(id, 1), new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null));
    }
    return path;
  }

  private static double value(JsonNode method, String figure) {
    return method.path(figure).path("value").path("value").asDouble(Double.NaN);
  }

  private static JsonNode method(JsonNode answer, String name) {
    return answer
        .path("methods")
        .valueStream()
        .filter(one -> one.path("method").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void accuraciesOfTwoDataSetsAreAggregated() throws Exception {
    String path = ended() + "/aggregate";
    JsonNode answer = service.get(path).json();
    assertThat(answer.path("scale").asString()).isEqualTo("SHARE");
    assertThat(answer.path("complete").asBoolean()).isTrue();
    assertThat(answer.path("resamples").asInt()).isEqualTo(2000);
    assertThat(answer.path("blocks").findValuesAsString("name")).containsExactly("digits", "noise");
    JsonNode none = method(answer, "none");
    assertThat(value(none, "mean")).isCloseTo(0.66875, EXACT);
    // The middle four of 0.4, 0.5, 0.5, 0.6, 0.7, 0.8, 0.9 and 0.95.
    assertThat(value(none, "iqm")).isCloseTo(0.65, EXACT);
    assertThat(value(none, "optimalityGap")).isCloseTo(1 - 5.35 / 8, EXACT);
    assertThat(none.path("iqm").path("interval").path("low").asDouble()).isBetween(0.5, 0.65);
    JsonNode batch = method(answer, "batch");
    assertThat(batch.path("runs").get(1).toString())
        .isEqualTo("{\"n\":3,\"diverged\":1,\"missing\":0}");
    assertThat(value(batch, "iqm")).isCloseTo(0.78, EXACT);
    assertThat(answer.path("notes").toString()).contains("1 run diverged and is left out");
    JsonNode pair = answer.path("improvements").get(0);
    assertThat(pair.path("method").asString()).isEqualTo("batch");
    // 10 of 16 comparisons with one tie, and 8 of 12.
    assertThat(pair.path("probability").path("value").asDouble())
        .isCloseTo((10 / 16.0 + 8 / 12.0) / 2, EXACT);
    int thresholds = answer.path("thresholds").size();
    assertThat(batch.path("profile").path("share")).hasSize(thresholds);
    assertThat(batch.path("profile").path("low")).hasSize(thresholds);
    assertThat(service.get(path).text()).isEqualTo(answer.toString());
  }

  @Test
  void aRunThatDivergedCountsAsNothingWhereItIsRankedWorst() throws Exception {
    JsonNode answer = service.get(ended() + "/aggregate?diverged=worst-ranked").json();
    JsonNode batch = method(answer, "batch");
    assertThat(value(batch, "mean")).isCloseTo((3.54 / 4 + 1.65 / 4) / 2, EXACT);
    assertThat(answer.path("improvements").get(0).path("probability").path("value").asDouble())
        .isCloseTo((10 / 16.0 + 8 / 16.0) / 2, EXACT);
  }

  @Test
  void lossesAreAggregatedByTheReferencesThatAreGiven() throws Exception {
    String path = ended() + "/aggregate?metric=test.loss";
    JsonNode plain = service.get(path).json();
    assertThat(plain.path("scale").asString()).isEqualTo("NONE");
    assertThat(method(plain, "none").path("iqm").path("value").path("reason").asString())
        .isEqualTo("values of 2 blocks have no scale in common");
    assertThat(plain.path("improvements").get(0).path("probability").path("value").asDouble())
        .isCloseTo((10 / 16.0 + 8 / 12.0) / 2, EXACT);
    JsonNode measured = service.get(path + "&normalize=0.9:0.1,0.7:0.2&resamples=500").json();
    assertThat(measured.path("scale").asString()).isEqualTo("REFERENCES");
    assertThat(measured.path("better").asString()).isEqualTo("HIGHER");
    assertThat(measured.path("blocks").get(1).path("random").asDouble()).isEqualTo(0.7);
    double digits = (0.9 - 0.1625) / 0.8;
    double noise = (0.7 - 0.5) / 0.5;
    assertThat(value(method(measured, "none"), "mean")).isCloseTo((digits + noise) / 2, EXACT);
  }

  @Test
  void anAnswerThatIsHeldIsNotComputedAgain() throws Exception {
    String path = submitted() + "/aggregate";
    Answer first = service.get(path);
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(first.json().path("complete").asBoolean()).isFalse();
    assertThat(method(first.json(), "none").path("iqm").path("value").path("reason").asString())
        .isEqualTo("no run of none in digits has a value");
    assertThat(service.get(path, "If-None-Match", first.etag()).status()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metric=test.acc | metric must be one of",
        "metric=validation.loss | metric must be one of [test.accuracy, test.loss]",
        "baseline=layer | baseline must be a value of the compared axis",
        "normalize=minmax | normalize must be known, none, or random:reference",
        "normalize=0.1:0.9,0.2: | received \"0.2:\"",
        "normalize=0.1:0.9,0:1,0:1 | once for each of 2 in their order; received 3",
        "normalize=1:0 | of test.accuracy the higher; received 1.0:0.0",
        "normalize=0:1e-320 | whose difference is large enough to divide by; with",
        "normalize=-1e308:1e308 | normalize must be known",
        "resamples=10 | resamples must be 200 to 50000 for 2 methods and 16 runs; received 10",
        "resamples=x | resamples",
        "diverged=zero | diverged must be one of",
        "level=2 | level must be 0.5 to 0.999",
        "seed=1 | unknown query parameter"
      })
  void whatCannotBeAnsweredIsRefused(String query, String words) throws Exception {
    Answer answer = service.get(ended() + "/aggregate?" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("detail").asString()).contains(words.strip());
  }

  /**
   * Ten methods, ten blocks, ten seeds; the bound leaves room for a machine that does much else.
   */
  @Test
  void aThousandRunsTakeABoundedTime() throws Exception {
    String widths = "[[4],[5],[6],[7],[8],[9],[10],[11],[12],[13]]";
    String study =
        """
        {"base": {"architecture": {"type": "mlp"}, "data": {"name": "digits"}, "epochs": 1,
          "normalization": {"type": "batch"}, "seeds": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]},
         "axes": {"architecture.hidden": %s, "batchSize": %s}, "compare": "architecture.hidden"}
        """
            .formatted(widths, "[8, 9, 10, 11, 12, 13, 14, 15, 16, 17]");
    Answer created = service.post("/studies", study);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String id = created.json().path("id").asString();
    sql.sql(
            "update job_run set outcome = 'COMPLETED', summary = '{\"test.accuracy\":0.' ||"
                + " cast(100 + mod(number * 37 + seed * 11, 800) as varchar(3)) || '}' where job in"
                + " (select job from study_job where study = ?)")
        .param(id)
        .update();
    long begun = System.nanoTime();
    JsonNode answer = service.get("/studies/" + id + "/aggregate").json();
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("1,000 runs, 10 methods: %.2f s%n", seconds);
    assertThat(answer.path("methods")).hasSize(10);
    assertThat(answer.path("improvements")).hasSize(45);
    assertThat(answer.path("methods").get(0).path("iqm").path("value").path("value").isNumber())
        .isTrue();
    assertThat(seconds).isLessThan(30);
  }
}
