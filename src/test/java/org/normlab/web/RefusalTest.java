package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.web.Service.Answer;

/** Bad input is refused as a problem that names every fault, and nothing is stored. */
class RefusalTest extends ServedApi {
  private static final String NOWHERE = "/jobs/00000000-0000-7000-8000-000000000000";
  private static final String STUDY = "/studies/00000000-0000-7000-8000-000000000000";

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
        ",\"epochs\":100000,\"probe\":{\"unit\":\"step\"} | /probe/every",
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

  @Test
  void refusesWhatIsNoHttpAsAProblemToo() throws Exception {
    assertThat(raw("GET /api/v1/jobs/[ HTTP/1.1"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "detail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/jobs?status=FAILED | unknown query parameter \"status\"; did you mean \"state\"?",
        "/jobs?states=FAILED | did you mean \"state\"?",
        "/jobs?State=FAILED | did you mean \"state\"?",
        "/jobs?state=FAILED&state=QUEUED | the query parameter state may stand once",
        "/jobs?limit=1&limit=2 | the query parameter limit may stand once",
        "/studies?names=a | did you mean \"name\"?",
        "/runs?filters=seed | did you mean \"filter\"?",
        "/runs?order_by=seed | did you mean \"orderBy\"?",
        "/export/runs?fmt=csv | unknown query parameter \"fmt\"",
        "/export/points?orderBy=seed | unknown query parameter \"orderBy\"",
        NOWHERE + "?x | allowed is none",
        NOWHERE + "/runs/0/series?name=a&x=1 | unknown query parameter \"x\"",
        NOWHERE + "/runs/0/weights.npz?step=1 | unknown query parameter \"step\"",
        NOWHERE + "/log?lines=5 | unknown query parameter \"lines\"",
        STUDY + "/comparison?base=none | did you mean \"baseline\"?",
        STUDY + "/comparison?format=csv&base=none | did you mean \"baseline\"?",
        STUDY + "/ranks?baseline=none | unknown query parameter \"baseline\"",
        STUDY + "/report?fromat=html | did you mean \"format\"?",
        "/workers?x=1 | allowed is none",
        "/datasets?name=digits | allowed is none",
        "/environments?name=cartpole | allowed is none",
        "/recipes?scale=paper | allowed is none",
        "/jobs?%F0%9F%98%80=1 | unknown query parameter",
      })
  void refusesQueryParametersThatAnEndpointDoesNotHave(String path, String detail)
      throws Exception {
    assertProblem(service.get(path), 400, detail);
  }

  @Test
  void refusesQueryParametersOfChanges() throws Exception {
    assertProblem(service.post("/jobs?dryRun=true", job("")), 400, "\"dryRun\"");
    assertProblem(service.post("/jobs/validate?x", job("")), 400, "\"x\"");
    assertProblem(service.post("/studies?x=1", "{}"), 400, "\"x\"");
    assertNothingStored();
  }

  @Test
  void readsABodyWithAByteOrderMark() throws Exception {
    assertThat(service.post("/jobs", "\uFEFF" + job("")).status()).isEqualTo(201);
    assertThat(service.post("/studies/validate", "\uFEFF" + study("\"batchSize\": [8]")).status())
        .isEqualTo(200);
  }

  private static String study(String axes) {
    return "{\"base\": %s, \"axes\": {%s}}".formatted(job(""), axes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/jobs",
        "/nothing",
        "/jobs/abc",
        "/export/runs?format=xls",
        "/export/runs",
        "/datasets"
      })
  void saysWhyAlsoWhereNothingIsAcceptable(String path) throws Exception {
    for (String accept :
        List.of(
            "text/plain",
            "x",
            "a/b;q=",
            ",".repeat(100),
            String.join(",", Collections.nCopies(60, "a/b")))) {
      Answer answer = service.get(path, "Accept", accept);
      assertThat(answer.status()).as(accept).isLessThan(500);
      if (answer.status() >= 400) {
        assertThat(answer.type()).as(accept).isEqualTo("application/problem+json");
        assertThat(answer.json().path("detail").asString()).as(accept).isNotEmpty();
      }
    }
  }

  @Test
  void refusesAnAxisThatLiesTooDeep() throws Exception {
    String deep = "[".repeat(20) + "1" + "]".repeat(20);
    for (String axis :
        List.of(
            "\"%s\": [1]".formatted("a.".repeat(40) + "a"),
            "\"%s\": [%s]".formatted("a.".repeat(25) + "a", deep),
            "\"normalization\": [%s]".formatted(deep))) {
      Answer answer = service.post("/studies", study(axis));
      assertThat(answer.status()).as(answer.text()).isEqualTo(422);
      assertThat(answer.pointers()).as(answer.text()).isNotEmpty();
    }
    assertNothingStored();
  }

  @Test
  void namesNoFolderOfThisMachine() throws Exception {
    for (String data :
        List.of(
            "{\"file\":\"no.csv\"}",
            "{\"folder\":\"no\"}",
            "{\"text\":\"no.txt\"}",
            "{\"name\":\"mnist\"}")) {
      Answer answer = service.post("/jobs", job("").replace("{\"name\":\"digits\"}", data));
      assertThat(answer.status()).as(answer.text()).isEqualTo(422);
      assertThat(answer.text()).contains("normlab.data.dir").doesNotContain(this.data.toString());
    }
  }

  @Test
  void cutsNoCharacterInHalf() throws Exception {
    String emoji = "\uD83D\uDE00".repeat(300);
    for (String body :
        List.of(
            job(",\"" + emoji + "\":1"),
            job(",\"name\":\"" + emoji + "\""),
            job(",\"name\":\"" + emoji.substring(0, 220) + "\""))) {
      assertWhole(service.post("/jobs", body));
    }
    for (String axes :
        List.of(
            "\"a" + emoji + "\": [1]",
            "\"name\": [\"a" + emoji + "\"]",
            "\"batchSize\": [{\"label\": \""
                + emoji.substring(1, 300)
                + "\", \"set\": {\"epochs\": 1}}]")) {
      assertWhole(service.post("/studies/validate", study(axes)));
    }
    assertWhole(service.post("/studies", "{\"recipe\": \"" + emoji + "\"}"));
    String name = "\"name\": \"" + emoji.substring(0, 198) + "\", ";
    Answer study =
        service.post("/studies", "{" + name + study("\"batchSize\": [8, 16]").substring(1));
    assertThat(study.status()).as(study.text()).isEqualTo(201);
    assertWhole(study);
    assertWhole(service.get("/jobs"));
  }

  private static void assertWhole(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isLessThan(500);
    assertThat(answer.text()).doesNotContain("?\u2026", "\uFFFD");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(answer.json().toString())).isTrue();
  }

  @Test
  void readsPreconditionsAsHttpHasThem() throws Exception {
    String job = path(submit(""));
    assertThat(change(job, "W/\"1\"")).isEqualTo(412);
    assertThat(change(job, "\"7\", \"8\"")).isEqualTo(412);
    assertThat(change(job, "nonsense")).isEqualTo(400);
    assertThat(change(job, "\"1\"")).isEqualTo(200);
    assertThat(change(job, "\"1\", \"2\"")).isEqualTo(200);
    assertThat(change(job, "*")).isEqualTo(200);
    for (String held : List.of("*", "\"4\"", "W/\"4\"", "\"1\", \"4\"")) {
      assertThat(service.get(job, "If-None-Match", held).status()).as(held).isEqualTo(304);
    }
    assertThat(service.get(job, "If-None-Match", "\"1\"").status()).isEqualTo(200);
  }

  private int priority;

  private int change(String job, String ifMatch) throws Exception {
    String other = "{\"priority\": %d}".formatted(++priority);
    return service.patch(job, other, "If-Match", ifMatch).status();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"priority\": 1.0}",
        "{\"priority\": 1e0}",
        "{\"priority\": \"1\"}",
        "{\"priority\": 99999999999999999999}",
        "{\"priority\": 1, \"priority\": 2}",
        "{\"priority\": 1, \"prioritie\": 2}",
        "{\"priority\": 1} {}",
        "[1]",
        "{}",
      })
  void refusesWhatIsNoPriority(String body) throws Exception {
    String job = path(submit(""));
    assertProblem(service.patch(job, body, "If-Match", "*"), 400, "");
    assertThat(service.get(job).json().path("priority").asInt()).isZero();
  }

  @Test
  void refusesBodiesThatNobodyReads() throws Exception {
    String job = path(submit(""));
    assertProblem(
        service.post(job + "/cancel", "{\"reson\": \"x\"}"), 400, "did you mean \"reason\"?");
    assertProblem(service.post(job + "/cancel", "[]"), 400, "object");
    HttpRequest.Builder form =
        service
            .request(job + "/cancel")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("reason=x"));
    assertProblem(service.send(form), 415, "application/json");
    assertThat(service.get(job).json().path("state").asString()).isEqualTo("QUEUED");
    assertThat(service.post(job + "/cancel", "").status()).isEqualTo(200);
    assertProblem(service.post(job + "/retry", "{\"priority\": 9}"), 400, "no body");
  }

  @Test
  void saysOnlyWhatMethodsThereAre() throws Exception {
    assertThat(raw("TRACE /api/v1/jobs HTTP/1.1"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD, OPTIONS, POST\r\n", "application/problem+json");
    assertThat(raw("OPTIONS /api/v1/jobs/validate HTTP/1.1"))
        .startsWith("HTTP/1.1 200")
        .contains("Allow: OPTIONS, POST\r\n");
    for (String method : List.of("GET", "PUT", "DELETE")) {
      assertThat(raw(method + " /api/v1/jobs/validate HTTP/1.1"))
          .startsWith("HTTP/1.1 405")
          .contains("Allow: OPTIONS, POST\r\n", "application/problem+json");
    }
    assertThat(raw("DELETE /api/v1/studies HTTP/1.1"))
        .contains("Allow: GET, HEAD, OPTIONS, POST\r\n");
  }

  @Test
  void refusesMalformedChunksAsAProblemToo() throws Exception {
    assertThat(
            raw(
                "POST /api/v1/jobs HTTP/1.1\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked",
                "zz\r\n{}\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "detail")
        .doesNotContain("timestamp", "null");
    assertThat(raw("GET /api/v1/jobs/[ HTTP/1.1")).doesNotContain("null");
  }

  @Test
  void writesAndFindsIntegersThatNoDoubleHolds() throws Exception {
    long seed = 6687881544318117707L;
    String seeds =
        ",\"seeds\":[%d,%d],\"data\":{\"name\":\"digits\",\"splitSeed\":%d}"
            .formatted(seed, seed + 1, seed);
    String body = job("").replace(",\"data\":{\"name\":\"digits\"}", seeds);
    Answer made = service.post("/jobs", body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.json().path("spec").path("seeds").toString())
        .isEqualTo("[%d,%d]".formatted(seed, seed + 1));
    assertThat(made.json().path("runs").path(0).path("seed").asLong()).isEqualTo(seed);
    assertThat(found("seed = " + seed)).isEqualTo(1);
    assertThat(found("params.data.splitSeed = " + seed)).isEqualTo(2);
    assertThat(found("params.data.splitSeed = " + (seed + 1))).isZero();
    assertThat(service.get("/export/runs").text()).contains("," + seed + ",");
    Answer study =
        service.post(
            "/studies/validate", study("\"data.splitSeed\": [%d, %d]".formatted(seed, seed + 1)));
    assertThat(study.status()).as(study.text()).isEqualTo(200);
    assertThat(study.text()).contains("\"" + seed + "\"", "\"" + (seed + 1) + "\"");
  }

  private int found(String filter) throws Exception {
    Answer answer =
        service.get("/runs?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("runs").size();
  }

  @Test
  void findsNamesInAnyLocale() throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      submit(",\"name\":\"INSTANCE or instance Ä\"");
      for (String part : List.of("INSTANCE", "instance", "InStance", "%C3%A4", "%C3%84")) {
        assertThat(service.get("/jobs?name=" + part).json().path("jobs").size())
            .as(part)
            .isEqualTo(1);
        assertThat(service.get("/studies?name=" + part).status()).isEqualTo(200);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  /** What {@code URI} would not let through. */
  private String raw(String request) throws IOException {
    return raw(request, "");
  }

  private String raw(String request, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      String head = request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n" + body;
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
