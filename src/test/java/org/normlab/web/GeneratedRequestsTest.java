package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every operation that the API describes is asked with hostile addresses, headers and bodies, by
 * the same draws at each run: no answer is a fault of the service, every body is as it is
 * described, and what is refused stores nothing.
 */
class GeneratedRequestsTest extends ServedApi {
  private static final int REQUESTS = 2000;
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final String EMOJI = "\uD83D\uDE00";

  /** In an address, percent-encoded. */
  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "-1",
          "1.0",
          "1e400",
          "NaN",
          "9223372036854775808",
          "true",
          "null",
          "x",
          "%00",
          "%FF",
          "%",
          "%0A",
          "%F0%9F%98%80",
          "%ED%A0%80",
          "*",
          "'",
          "%22",
          "%25",
          "a=b",
          "..",
          "%2e%2e",
          "digits",
          "json",
          "csv",
          "markdown",
          "seed%20%3D%201",
          "params.a%20%3D%20%27",
          "a".repeat(700));

  private static final List<String> TEXTS =
      List.of(
          "",
          "0",
          "x",
          "*",
          "\"1\"",
          "W/\"1\"",
          "\"1\", \"2\"",
          "\"",
          "text/csv",
          "a/b;q=x",
          "*/*;q=0",
          ",,",
          "application/problem+json",
          "text/html",
          "a/b,".repeat(60),
          "x".repeat(300),
          "é",
          "\u0001",
          "null");

  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Language",
          "Accept-Encoding",
          "If-Match",
          "If-None-Match",
          "If-Modified-Since",
          "Idempotency-Key",
          "Range",
          "X-HTTP-Method-Override",
          "Expect",
          "Origin",
          "X-Forwarded-Host");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json",
          "application/json;charset=utf-16",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "text/plain",
          "x",
          "application/merge-patch+json");

  private final Random random = new Random(11);
  private final Map<String, Schema> schemas = new HashMap<>();
  private JsonNode description = JsonMapper.shared().createObjectNode();
  private String job = "";
  private String study = "";

  private record Response(String request, int status, Map<String, String> headers, byte[] body) {
    String type() {
      return headers.getOrDefault("content-type", "").split(";")[0].strip();
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private record Operation(String path, String method, JsonNode described) {}

  @Test
  void noRequestIsAFaultOfTheService() throws Exception {
    description =
        service
            .send(
                java.net.http.HttpRequest.newBuilder(
                    java.net.URI.create("http://127.0.0.1:" + service.port() + "/v3/api-docs")))
            .json();
    job = submit("").path("id").asString();
    String body = "{\"base\": %s, \"axes\": {\"batchSize\": [8, 16]}}".formatted(job(""));
    study = service.post("/studies", body).json().path("id").asString();
    List<Operation> operations = operations();
    assertThat(operations).hasSizeGreaterThan(40);
    for (int i = 0; i < REQUESTS; i++) {
      Operation operation = operations.get(i % operations.size());
      List<Long> before = stored();
      Response response = send(operation);
      check(operation, response);
      if (response.status() >= 400) {
        assertThat(stored()).as(response.request()).isEqualTo(before);
      }
    }
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        one ->
                            operations.add(
                                new Operation(path.getKey(), one.getKey(), one.getValue()))));
    return operations;
  }

  private List<Long> stored() {
    return List.of("job", "job_run", "scheduled_tasks", "study", "study_job", "api_token").stream()
        .map(table -> sql.sql("select count(*) from " + table).query(Long.class).single())
        .toList();
  }

  private void check(Operation operation, Response response) {
    assertThat(response.status()).as(response.request() + response.text()).isBetween(200, 499);
    if (response.body().length == 0) {
      assertThat(
              response.status() < 300
                  || response.status() == 304
                  || operation.method().equals("head"))
          .as("a body for " + response.status() + " " + response.request())
          .isTrue();
      return;
    }
    if (response.status() >= 400) {
      assertThat(response.type()).as(response.request()).isEqualTo("application/problem+json");
      assertThat(response.text())
          .doesNotContain("[Ljava", data.toString(), "org.normlab", "Exception");
      assertValid("Problem", description.at("/components/schemas/Problem"), response);
      return;
    }
    JsonNode answer = operation.described().path("responses").path("" + response.status());
    assertThat(answer.isObject()).as(response.status() + " of " + response.request()).isTrue();
    JsonNode content = answer.path("content");
    assertThat(content.propertyNames()).as(response.request()).contains(response.type());
    if (response.type().equals("application/json")) {
      assertValid(
          operation.method() + operation.path() + response.status(),
          content.path(response.type()).path("schema"),
          response);
    }
  }

  private void assertValid(String name, JsonNode schema, Response response) {
    Schema compiled =
        schemas.computeIfAbsent(
            name,
            _ -> {
              ObjectNode whole = ((ObjectNode) schema).deepCopy();
              whole.set("components", description.path("components"));
              return REGISTRY.getSchema(whole.toString(), InputFormat.JSON);
            });
    assertThat(compiled.validate(response.text(), InputFormat.JSON))
        .as(response.request() + "\n" + response.text())
        .isEmpty();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean sometimes(int in) {
    return random.nextInt(in) == 0;
  }

  private Response send(Operation operation) throws IOException {
    StringBuilder request = new StringBuilder();
    request.append(operation.method().toUpperCase(java.util.Locale.ROOT)).append(' ');
    request
        .append(address(operation))
        .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    if (!service.always().isEmpty() && !sometimes(10)) {
      request.append(String.join(": ", service.always())).append("\r\n");
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      request.append(one(HEADERS)).append(": ").append(one(TEXTS)).append("\r\n");
    }
    byte[] body = new byte[0];
    if (!operation.method().equals("get") || sometimes(10)) {
      body =
          body(operation)
              .getBytes(sometimes(20) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
      request.append("Content-Type: ").append(one(TYPES)).append("\r\n");
      request.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return exchange(request + "\r\n", body);
  }

  private String address(Operation operation) {
    StringBuilder address = new StringBuilder();
    for (String part : operation.path().substring(1).split("/")) {
      address.append('/').append(part.startsWith("{") ? variable(operation, part) : part);
    }
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : operation.described().path("parameters")) {
      if (parameter.path("in").asString().equals("query")) {
        names.add(parameter.path("name").asString());
      }
    }
    names.add("colour");
    String sign = "?";
    for (int i = random.nextInt(4); i > 0; i--) {
      address.append(sign).append(one(names)).append('=').append(one(VALUES));
      sign = "&";
    }
    return address.toString();
  }

  private String variable(Operation operation, String name) {
    if (sometimes(3)) {
      return one(VALUES).replace("..", "a");
    }
    return switch (name) {
      case "{id}" -> operation.path().contains("/studies/") ? study : job;
      case "{name}" -> "which-norm";
      default -> "0";
    };
  }

  private String body(Operation operation) {
    String text =
        switch (operation.path().replaceAll(".*/", "")) {
          case "jobs" -> job("");
          case "studies" -> "{\"base\": %s, \"axes\": {\"batchSize\": [8, 16]}}".formatted(job(""));
          case "validate" ->
              operation.path().contains("studies")
                  ? "{\"recipe\": \"which-norm\", \"data\": {\"name\": \"digits\"}}"
                  : job("");
          case "tokens" -> "{\"name\": \"x\", \"scope\": \"read\", \"days\": 1}";
          case "extend" -> "{\"seeds\": [7]}";
          case "cancel" -> "{\"reason\": \"x\"}";
          default -> "{\"priority\": 1}";
        };
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> text;
      case 2 -> text.substring(0, random.nextInt(text.length()));
      case 3 -> text.replaceFirst(":\\s*[^,{}\\[\\]]+", ": " + value());
      case 4 ->
          text.replaceFirst(
              "\\{", "{\"" + EMOJI.repeat(random.nextInt(200)) + "\": " + value() + ",");
      case 5 -> "[".repeat(random.nextInt(60)) + text;
      case 6 -> text.replace("}", ", \"a\": " + value() + "}");
      default -> value();
    };
  }

  private String value() {
    return one(
        List.of(
            "null",
            "-1",
            "1.0",
            "1e400",
            "9223372036854775808",
            "NaN",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + EMOJI.repeat(150) + "\"",
            "[[[[[[[[[[[1]]]]]]]]]]]",
            "1" + "0".repeat(500)));
  }

  private Response exchange(String head, byte[] body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.write(body);
      socket.getOutputStream().write(out.toByteArray());
      return read(head + new String(body, StandardCharsets.UTF_8), socket.getInputStream());
    }
  }

  private static Response read(String request, InputStream in) throws IOException {
    byte[] all = in.readAllBytes();
    String text = new String(all, StandardCharsets.ISO_8859_1);
    while (text.startsWith("HTTP/1.1 100")) {
      text = text.substring(text.indexOf("\r\n\r\n") + 4);
    }
    int end = text.indexOf("\r\n\r\n");
    assertThat(end).as(request).isPositive();
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] header = lines[i].split(":", 2);
      headers.put(header[0].toLowerCase(java.util.Locale.ROOT), header[1].strip());
    }
    byte[] body = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    boolean chunked = "chunked".equals(headers.get("transfer-encoding"));
    return new Response(
        request, Integer.parseInt(lines[0].split(" ")[1]), headers, chunked ? joined(body) : body);
  }

  private static byte[] joined(byte[] chunks) {
    String text = new String(chunks, StandardCharsets.ISO_8859_1);
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int line = text.indexOf("\r\n", at);
      int length = Integer.parseInt(text.substring(at, line).strip(), 16);
      body.append(text, line + 2, line + 2 + length);
      at = line + 2 + length + 2;
    }
    return body.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
