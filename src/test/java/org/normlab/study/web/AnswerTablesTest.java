package org.normlab.study.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.normlab.job.TrainingSize;
import org.normlab.job.life.Attempts;
import org.normlab.web.ServedApi;
import org.normlab.web.Service.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A study's comparison and ranks as tables have the figures of the JSON answers. */
class AnswerTablesTest extends ServedApi {
  private static final String STUDY =
      """
      {"base": {"architecture": {"type": "mlp", "hidden": [8]}, "data": {"name": "digits"},
        "epochs": 2, "seeds": [0, 1, 2]},
       "axes": {"normalization": [{"type": "none"}, {"type": "batch"},
           {"label": "layer, \\"late\\"", "set": {"normalization": {"type": "layer"}}}],
         "batchSize": [16, 32], "learningRate": [0.01, 0.1]},
       "select": {"over": ["learningRate"]}}
      """;

  /** A study of which one run diverged and all others were completed. */
  private String finished() throws Exception {
    Answer answer = service.post("/studies", STUDY);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String study = answer.json().path("id").asString();
    Attempts attempts = application.getBean(Attempts.class);
    int number = 0;
    for (JsonNode job : service.get("/studies/" + study + "/jobs").json().path("jobs")) {
      String id = job.asString();
      attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
      attempts.started(new Claim(id, 1), new TrainingSize(1000 + number, 6, 1, 10));
      for (JsonNode run : service.get("/jobs/" + id).json().path("runs")) {
        int seed = run.path("seed").asInt();
        double value = 0.7 + 0.03 * number + 0.01 * seed + 0.002 * (seed * number % 3);
        RunOutcome outcome = number == 2 && seed == 2 ? RunOutcome.DIVERGED : RunOutcome.COMPLETED;
        attempts.runEnded(
            new Claim(id, 1),
            new RunEnd(
                run.path("run").asInt(),
                outcome,
                10,
                "",
                Map.of(
                    "test.accuracy",
                    value,
                    "validation.accuracy",
                    value + run.path("learningRate").asDouble() / 100,
                    "seconds",
                    1.5 + number,
                    "samplesPerSecond",
                    1234.5)));
      }
      attempts.finish(
          new Claim(id, 1),
          new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null),
          7_000_000);
      number++;
    }
    return study;
  }

  /** Rows by column; the only quotes are those of the label. */
  private static List<Map<String, String>> rows(String csv) {
    List<List<String>> lines = csv.lines().map(AnswerTablesTest::fields).toList();
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      assertThat(line).hasSameSizeAs(lines.getFirst());
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < line.size(); i++) {
        row.put(lines.getFirst().get(i), line.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(line.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private static String text(JsonNode at) {
    return at.isNull() || at.isMissingNode() ? "" : at.asString();
  }

  private static void assertCell(Map<String, String> row, String column, JsonNode expected) {
    assertThat(row).as(column).containsEntry(column, text(expected));
  }

  @Test
  void aRowOfTheComparisonHasAllFiguresOfItsBlockAndMethod() throws Exception {
    String path = "/studies/" + finished() + "/comparison";
    List<Map<String, String>> rows = rows(service.get(path + "?format=csv").text());
    JsonNode answer = service.get(path).json();
    assertThat(rows).hasSize(6);
    int i = 0;
    for (JsonNode block : answer.path("blocks")) {
      for (JsonNode method : block.path("methods")) {
        Map<String, String> row = rows.get(i++);
        assertCell(row, "block.batchSize", block.path("coordinates").path("batchSize"));
        assertCell(row, "compared", answer.path("compared"));
        assertCell(row, "method", method.path("method"));
        assertCell(row, "metric", answer.path("metric"));
        assertCell(row, "baseline", answer.path("baseline"));
        assertCell(row, "chosen.learningRate", method.path("chosen").path("learningRate"));
        assertCell(row, "tried", method.path("tried"));
        for (String count :
            List.of(
                "runs",
                "completed",
                "stoppedEarly",
                "diverged",
                "failed",
                "cancelled",
                "pending")) {
          assertCell(row, count, method.path("counts").path(count));
        }
        JsonNode summary = method.path("summary");
        assertCell(row, "n", summary.path("n"));
        for (String figure : List.of("mean", "sd", "median", "iqm", "min", "max")) {
          assertCell(row, figure, summary.path(figure).path("value"));
        }
        assertInterval(row, "t", summary.path("t"));
        assertInterval(row, "bca", summary.path("bca"));
        assertAgainst(row, method);
        JsonNode costs = method.path("costs");
        for (String cost : List.of("seconds", "samplesPerSecond", "parameters", "memoryBytes")) {
          assertThat(row.get(cost)).isNotEmpty();
          assertCell(row, cost, costs.path(cost).path("value"));
        }
        assertCell(row, "width", costs.path("width"));
        assertCell(row, "onFront", method.path("onFront"));
      }
    }
    assertThat(rows).extracting(row -> row.get("method")).contains("layer, \"late\"");
    assertThat(rows).extracting(row -> row.get("diverged")).contains("1");
    assertThat(rows).extracting(row -> row.get("difference")).contains("").doesNotContainNull();
  }

  private static void assertAgainst(Map<String, String> row, JsonNode method) {
    JsonNode against = method.path("against");
    assertCell(row, "pairs", against.path("n"));
    assertCell(row, "pairsRanked", against.path("ranked"));
    assertCell(row, "pairsMethodDiverged", against.path("divergedA"));
    assertCell(row, "pairsBaselineDiverged", against.path("divergedB"));
    assertCell(row, "pairsMissing", against.path("missing"));
    assertCell(row, "seedsUnshared", against.path("unshared"));
    assertCell(row, "difference", against.path("meanDifference").path("value"));
    assertCell(row, "differenceSd", against.path("sd").path("value"));
    assertInterval(row, "differenceT", against.path("t"));
    assertInterval(row, "differenceBca", against.path("bca"));
    assertCell(row, "effect", against.path("effect").path("value"));
    assertCell(row, "p", against.path("wilcoxon").path("p").path("value"));
    assertCell(row, "pHolm", method.path("pHolm").path("value"));
    assertCell(row, "improvement", against.path("improvement").path("probability").path("value"));
    assertInterval(row, "improvement", against.path("improvement").path("interval"));
    assertCell(row, "seedsNeeded", method.path("seedsNeeded").path("pairs"));
    assertCell(row, "seedsMore", method.path("seedsNeeded").path("more"));
  }

  private static void assertInterval(Map<String, String> row, String name, JsonNode interval) {
    assertCell(row, name + "Low", interval.path("low"));
    assertCell(row, name + "High", interval.path("high"));
  }

  @Test
  void aRowOfTheRanksHasAllFiguresOfItsMethod() throws Exception {
    String path = "/studies/" + finished() + "/ranks";
    String query = "diverged=worst-ranked";
    List<Map<String, String>> rows = rows(service.get(path + "?format=csv&" + query).text());
    JsonNode answer = service.get(path + "?" + query).json();
    JsonNode methods = answer.path("ranks").path("methods");
    assertThat(rows).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Map<String, String> row = rows.get(i);
      assertCell(row, "method", methods.get(i));
      assertCell(row, "blocksRanked", answer.path("ranks").path("dataSets"));
      assertCell(row, "blocksLeftOut", answer.path("ranks").path("leftOut"));
      assertCell(row, "averageRank", answer.path("ranks").path("average").get(i).path("value"));
      assertThat(row.get("averageRank")).isNotEmpty();
      assertInterval(row, "bca", answer.path("rankSummaries").get(i).path("bca"));
      assertInterval(row, "t", answer.path("rankSummaries").get(i).path("t"));
      assertCell(row, "friedmanP", answer.path("friedman").path("p").path("value"));
      assertCell(row, "criticalDifference", answer.at("/nemenyi/criticalDifference/value"));
      for (int j = 0; j < 3; j++) {
        String other = methods.get(j).asString();
        JsonNode nemenyi = answer.path("byNemenyi").path("p").get(i).get(j);
        JsonNode wilcoxon = answer.path("byWilcoxon").path("p").get(i).get(j);
        assertCell(row, "nemenyiP." + other, nemenyi.path("value"));
        assertCell(row, "wilcoxonHolmP." + other, wilcoxon.path("value"));
      }
    }
    assertThat(rows).extracting(row -> row.get("nemenyiGroups")).containsOnly("1");
  }

  @ParameterizedTest
  @CsvSource({
    "comparison,csv,text/csv",
    "comparison,ndjson,application/x-ndjson",
    "comparison,parquet,application/vnd.apache.parquet",
    "ranks,csv,text/csv",
    "ranks,ndjson,application/x-ndjson",
    "ranks,parquet,application/vnd.apache.parquet",
    "ranks,json,application/json"
  })
  void theFormatIsTheOneAskedFor(String what, String format, String type) throws Exception {
    String path = "/studies/" + finished() + "/" + what;
    Answer answer = service.get(path + "?format=" + format);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).startsWith(type);
    assertThat(service.get(path + "?format=" + format, "Accept", type).status()).isEqualTo(200);
    if (format.equals("ndjson")) {
      assertThat(JsonMapper.shared().readTree(answer.text().lines().findFirst().orElseThrow()))
          .isNotEmpty();
    }
  }

  @Test
  void nothingHasEndedIsATableTooWithItsCounts() throws Exception {
    String id = service.post("/studies", STUDY).json().path("id").asString();
    List<Map<String, String>> rows =
        rows(service.get("/studies/" + id + "/comparison?format=csv").text());
    assertThat(rows).hasSize(6).allMatch(row -> row.get("mean").isEmpty());
    assertThat(rows).extracting(row -> row.get("pending")).containsOnly("6");
    assertThat(service.get("/studies/" + id + "/ranks?format=csv").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "comparison?format=xls,400,'format must be one of csv, ndjson, parquet'",
    "ranks?format=xls,400,'format must be one of csv, ndjson, parquet'",
    "comparison?format=csv&level=2,400,level must be",
    "comparison?format=csv&metric=nope,400,metric must be one of",
    "comparison?format=csv&baseline=nope,400,nope"
  })
  void whatCannotBeMeantIsAProblem(String query, int status, String detail) throws Exception {
    Answer answer = service.get("/studies/" + finished() + "/" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.text()).contains(detail);
  }

  @Test
  void noStudyNoTable() throws Exception {
    String path = "/studies/00000000-0000-7000-8000-000000000000/ranks?format=csv";
    assertThat(service.get(path).status()).isEqualTo(404);
  }
}
