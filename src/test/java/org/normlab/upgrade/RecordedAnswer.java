package org.normlab.upgrade;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * An answer that a released Normlab gave: JSON, text (tables), or the SHA-256 of a file.
 *
 * @param recorded {@code path}, {@code status}, {@code type} and one of {@code json}, {@code text}
 *     and {@code sha256}
 */
record RecordedAnswer(JsonNode recorded) {
  /** The field of exports that names the Normlab that writes them, and its libraries. */
  private static final String WHO_ANSWERS = "exportedBy";

  static RecordedAnswer parse(String line) {
    return new RecordedAnswer(JsonMapper.shared().readTree(line));
  }

  String path() {
    return recorded.path("path").asString();
  }

  /**
   * Asks the same of the service at a port, and describes each thing that it answers otherwise. A
   * refusal has its status alone in common: its words may become better.
   */
  List<String> differences(HttpClient http, int port) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path()))
                .build(),
            BodyHandlers.ofByteArray());
    List<String> found = new ArrayList<>();
    int status = recorded.path("status").asInt();
    if (answer.statusCode() != status) {
      found.add("status " + answer.statusCode() + " instead of " + status + ": " + text(answer));
    } else if (status == 200 && recorded.has("json")) {
      compare("", recorded.path("json"), JsonMapper.shared().readTree(answer.body()), found);
    } else if (status == 200 && recorded.has("text")) {
      compareTables(text(answer), found);
    } else if (status == 200 && !sha256(answer.body()).equals(recorded.path("sha256").asString())) {
      found.add("other bytes than before");
    }
    return found.stream().map(difference -> path() + " " + difference).toList();
  }

  /** Fields that are new are allowed; values, and the order of lists, are not to change. */
  private static void compare(String at, JsonNode before, JsonNode now, List<String> found) {
    if (before.isObject() && now.isObject()) {
      before.properties().stream()
          .filter(field -> !field.getKey().equals(WHO_ANSWERS))
          .forEach(
              field ->
                  compare(
                      at + "/" + field.getKey(),
                      field.getValue(),
                      now.path(field.getKey()),
                      found));
    } else if (before.isArray() && now.isArray() && before.size() == now.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(at + "/" + i, before.get(i), now.get(i), found);
      }
    } else if (!before.equals(now)) {
      String is = now instanceof MissingNode ? "is missing" : "is " + cut(now.toString());
      found.add(at + " " + is + ", was " + cut(before.toString()));
    }
  }

  private void compareTables(String now, List<String> found) {
    String before = recorded.path("text").asString();
    if (recorded.path("type").asString().equals("text/csv")) {
      List<List<String>> was = Csv.parse(before);
      List<List<String>> is = Csv.select(Csv.parse(now), was.getFirst());
      compare("", JsonMapper.shared().valueToTree(was), JsonMapper.shared().valueToTree(is), found);
    } else {
      compare("", lines(before), lines(now), found);
    }
  }

  private static JsonNode lines(String text) {
    return JsonMapper.shared()
        .valueToTree(text.lines().map(line -> JsonMapper.shared().readTree(line)).toList());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
