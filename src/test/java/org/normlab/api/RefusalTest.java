package org.normlab.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.api.Service.Answer;

/** Bad input is refused as a problem that names every fault, and nothing is stored. */
class RefusalTest extends ServedApi {
  private static final String NOWHERE = "/jobs/00000000-0000-7000-8000-000000000000";

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

  /** What {@code URI} would not let through. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      String head = request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
