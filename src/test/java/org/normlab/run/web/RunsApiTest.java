package org.normlab.run.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.job.Claim;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.Attempts;
import org.normlab.run.search.Filters;
import org.normlab.web.ServedApi;
import org.normlab.web.Service.Answer;
import tools.jackson.databind.JsonNode;

/** Runs of all jobs over HTTP. */
class RunsApiTest extends ServedApi {
  private static String q(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String ended(String more) throws Exception {
    String id = submit(more).path("id").asString();
    Attempts attempts = application.getBean(Attempts.class);
    attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    attempts.runEnded(
        new Claim(id, 1),
        new RunEnd(0, RunOutcome.COMPLETED, 20, "", Map.of("test.accuracy", 0.9)));
    return id;
  }

  @Test
  void findsRunsOfAllJobs() throws Exception {
    ended(",\"seeds\":[4,5],\"name\":\"a\"");
    String id = ended(",\"seeds\":[6],\"batchSize\":32,\"tags\":{\"k\":\"v\"}");
    Answer all = service.get("/runs");
    assertThat(all.json().path("runs").size()).isEqualTo(3);
    assertThat(all.json().path("nextCursor").isNull()).isTrue();
    String filter = q("metrics.\"test.accuracy\" > 0.5 AND params.batchSize = 32");
    JsonNode runs = service.get("/runs?filter=" + filter).json().path("runs");
    assertThat(runs.size()).isEqualTo(1);
    JsonNode run = runs.get(0);
    assertThat(run.path("job").asString()).isEqualTo(id);
    assertThat(run.path("seed").asInt()).isEqualTo(6);
    assertThat(run.path("normalization").asString()).isEqualTo("batch");
    assertThat(run.path("step").asInt()).isEqualTo(20);
    assertThat(run.path("summary").path("test.accuracy").asDouble()).isEqualTo(0.9);
    assertThat(run.path("tags").path("k").asString()).isEqualTo("v");
  }

  @Test
  void aFigureThatIsStoredAgainReplacesTheOneBefore() throws Exception {
    String id = ended("");
    Attempts attempts = application.getBean(Attempts.class);
    attempts.runEnded(
        new Claim(id, 1), new RunEnd(0, RunOutcome.COMPLETED, 30, "", Map.of("test.loss", 2.0)));
    assertThat(count("metrics.\"test.accuracy\" > 0")).isZero();
    assertThat(count("metrics.\"test.loss\" = 2")).isEqualTo(1);
  }

  private int count(String filter) throws Exception {
    return service.get("/runs?filter=" + q(filter)).json().path("runs").size();
  }

  @Test
  void pagesFollowEachOtherAndKeepTheirOrder() throws Exception {
    submit(",\"seeds\":[2,0,1]");
    String order = "/runs?limit=2&orderBy=seed";
    JsonNode first = service.get(order).json();
    String cursor = first.path("nextCursor").asString();
    JsonNode second = service.get(order + "&cursor=" + cursor).json();
    assertThat(seeds(first)).containsExactly(0, 1);
    assertThat(seeds(second)).containsExactly(2);
    assertThat(second.path("nextCursor").isNull()).isTrue();
    assertProblem(service.get("/runs?limit=2&cursor=" + cursor), 400, "with the same orderBy");
    assertProblem(service.get("/runs?limit=1001"), 400, "limit must be 1 to 1000");
  }

  private static List<Integer> seeds(JsonNode page) {
    return page.path("runs").valueStream().map(run -> run.path("seed").asInt()).toList();
  }

  @Test
  void aPollThatFindsNothingNewCostsA304() throws Exception {
    String id = ended(",\"seeds\":[4,5]");
    String etag = service.get("/runs").etag();
    assertThat(etag).isNotEmpty();
    assertThat(service.get("/runs", "If-None-Match", etag).status()).isEqualTo(304);
    application
        .getBean(Attempts.class)
        .runEnded(
            new Claim(id, 1),
            new RunEnd(1, RunOutcome.DIVERGED, 7, "", Map.of("test.accuracy", 0.1)));
    assertThat(service.get("/runs", "If-None-Match", etag).status()).isEqualTo(200);
  }

  @Test
  void aFaultInAFilterIsNamedWithItsPlace() throws Exception {
    for (String path : List.of("/runs", "/export/runs", "/export/points")) {
      Answer answer = service.get(path + "?filter=" + q("seed = 1 OR run = 2"));
      assertProblem(answer, 400, "filter, character 10: received `OR`; allowed: AND or the end");
      assertThat(answer.json().path("parameter").asString()).isEqualTo("filter");
      assertThat(answer.json().path("position").asInt()).isEqualTo(10);
      assertThat(answer.json().path("received").asString()).isEqualTo("`OR`");
      assertThat(answer.json().path("allowed").asString()).startsWith("AND or the end");
    }
    assertProblem(service.get("/runs?orderBy=sed"), 400, "orderBy, character 1: received `sed`");
  }

  @Test
  void noFilterIsAFaultOfTheService() throws Exception {
    ended(",\"tags\":{\"paper\":\"kn\"}");
    Random random = new Random(5);
    for (int i = 0; i < 1500; i++) {
      String filter =
          i % 3 == 0 ? Filters.noise(random) : String.join(" and ", Filters.clauses(random));
      String order = random.nextBoolean() ? "" : Filters.noise(random);
      Answer answer = service.get("/runs?filter=" + q(filter) + "&orderBy=" + q(order));
      assertThat(answer.status()).as(filter + " | " + order + answer.text()).isIn(200, 400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "%5B%5D", "WyIiLCJ4IiwwXQ", "WyIiLCJcdTAwMDAiLDBd", "bnVsbA", "%00"})
  void aCursorOfOnesOwnIsNoFaultOfTheService(String cursor) throws Exception {
    assertThat(service.get("/runs?cursor=" + cursor).status()).isIn(200, 400);
  }

  @ParameterizedTest
  @CsvSource({
    "csv, '', text/csv",
    "ndjson, text/csv, application/x-ndjson",
    "parquet, '', application/vnd.apache.parquet",
    "'', '', text/csv",
    "'', '*/*', text/csv",
    "'', application/x-ndjson, application/x-ndjson",
    "'', 'application/json, text/csv;q=0.5', text/csv",
    "'', 'text/csv;q=0.5, application/vnd.apache.parquet', application/vnd.apache.parquet"
  })
  void aTableHasTheFormatThatIsAskedFor(String format, String accept, String type)
      throws Exception {
    ended(",\"name\":\"n\"");
    for (String table : List.of("runs", "points")) {
      HttpRequest.Builder request = service.request("/export/" + table + "?format=" + format);
      if (!accept.isEmpty()) {
        request.header("Accept", accept);
      }
      HttpResponse<byte[]> answer =
          service.http().send(request.build(), BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
      assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
          .contains("normlab-" + table + "." + extension(type));
      if (extension(type).equals("parquet")) {
        assertThat(new String(answer.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
      }
    }
  }

  private static String extension(String type) {
    return type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('.')) + 1)
        .replace("x-", "");
  }

  @Test
  void whatIsNoFormatIsRefused() throws Exception {
    assertProblem(
        service.get("/export/runs?format=xls"),
        400,
        "format must be one of csv, ndjson, parquet; received \"xls\"");
    for (String accept : List.of("text/html", "image/png, application/json")) {
      assertProblem(service.get("/export/points", "Accept", accept), 406, "there are text/csv");
    }
    for (String accept : List.of("x", "text/csv;q=0", "/", "text/csv;q=x")) {
      assertThat(service.get("/export/runs", "Accept", accept).status()).as(accept).isEqualTo(406);
    }
  }

  @Test
  void exportsFollowTheFilter() throws Exception {
    submit(",\"seeds\":[1,2,3],\"name\":\"a, \\\"b\\\"\"");
    String csv = service.get("/export/runs?orderBy=seed&filter=" + q("seed > 1")).text();
    assertThat(csv).endsWith("\r\n");
    assertThat(csv.split("\r\n")).hasSize(3);
    assertThat(csv.split("\r\n")[1]).contains(",1,,\"a, \"\"b\"\"\",QUEUED,2,");
  }

  /** An answer that ended well would look whole. */
  @Test
  void anExportThatBreaksOffDoesNotEndWell() throws Exception {
    submit(",\"seeds\":" + IntStream.range(0, 1000).boxed().toList());
    sql.sql("update job_run set summary = 'broken' where number = 0").update();
    for (String format : List.of("csv", "ndjson")) {
      HttpRequest request = service.request("/export/runs?format=" + format).GET().build();
      assertThatThrownBy(() -> service.http().send(request, BodyHandlers.ofString()))
          .as(format)
          .isInstanceOf(IOException.class);
    }
    Answer early = service.get("/export/runs?filter=" + q("run = 0"));
    assertThat(early.status()).isEqualTo(500);
    assertThat(early.type()).isEqualTo("application/problem+json");
  }
}
