package org.normlab.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks HTTP with the service under test.
 *
 * @param always headers of every request, names and values by turns
 */
public record Service(int port, HttpClient http, List<String> always) {
  /** Sends no headers but those of a request. */
  public Service(int port, HttpClient http) {
    this(port, http, List.of());
  }

  public record Answer(int status, String type, String etag, String location, String text) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }

    /** The pointers of a problem's errors, in order. */
    public List<String> pointers() {
      return json().path("errors").valueStream().map(e -> e.path("pointer").asString()).toList();
    }
  }

  public Answer get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET());
  }

  public Answer post(String path, String body, String... headers) throws Exception {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  public Answer patch(String path, String body, String... headers) throws Exception {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body)));
  }

  public HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path));
    always(request);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private void always(HttpRequest.Builder request) {
    if (!always.isEmpty()) {
      request.headers(always.toArray(String[]::new));
    }
  }

  public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        answer.headers().firstValue("ETag").orElse(""),
        answer.headers().firstValue("Location").orElse(""),
        answer.body());
  }
}
