package org.normlab.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One service's HTTP API; an unchanged resource is asked for by its ETag and read only once. */
final class Client {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String BASE = "/api/v1";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Held(String tag, JsonNode body) {}

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Map<String, Held> held = new HashMap<>();
  private final URI url;
  private final @Nullable String token;

  /**
   * Creates a client.
   *
   * @param token which it sends with each request; null for none
   */
  Client(URI url, @Nullable String token) {
    this.url = url;
    this.token = token;
  }

  URI url() {
    return url;
  }

  /**
   * Returns whether a Normlab answers, if only that it needs a token: any program may hold the
   * port.
   */
  boolean isNormlab() throws InterruptedException {
    try {
      HttpResponse<String> response =
          http.send(request("/jobs?limit=1").build(), BodyHandlers.ofString());
      return isGuarded(response) || body("/jobs", response).path("jobs").isArray();
    } catch (IOException | Stop e) {
      return false;
    }
  }

  private static boolean isGuarded(HttpResponse<String> response) {
    return response.statusCode() == 401
        && response.headers().firstValue("WWW-Authenticate").orElse("").contains("\"normlab\"");
  }

  /** Reads a resource below {@code /api/v1}. */
  JsonNode get(String path) throws IOException, InterruptedException, Stop {
    HttpRequest.Builder request = request(path);
    Held before = held.get(path);
    if (before != null) {
      request.header("If-None-Match", before.tag());
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() == 304 && before != null) {
      return before.body();
    }
    JsonNode body = body(path, response);
    response.headers().firstValue("ETag").ifPresent(tag -> held.put(path, new Held(tag, body)));
    return body;
  }

  /** Does the same as {@link #get}; empty where the service has no such resource. */
  Optional<JsonNode> find(String path) throws IOException, InterruptedException, Stop {
    HttpResponse<String> response = http.send(request(path).build(), BodyHandlers.ofString());
    return response.statusCode() == 404 ? Optional.empty() : Optional.of(body(path, response));
  }

  /** Submits to a resource below {@code /api/v1}. */
  JsonNode post(String path, JsonNode content) throws IOException, InterruptedException, Stop {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(content.toString()))
            .build();
    return body(path, http.send(request, BodyHandlers.ofString()));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + BASE + path))
            .timeout(PATIENCE)
            .header("Accept", "application/json");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private JsonNode body(String path, HttpResponse<String> response) throws Stop {
    JsonNode body;
    try {
      body = JSON.readTree(response.body());
    } catch (JacksonException e) {
      throw new Stop(Stop.NO_SERVICE, url + BASE + path + " answered no JSON; is this a Normlab?");
    }
    if (response.statusCode() < 300) {
      return body;
    }
    StringBuilder why = new StringBuilder(body.path("detail").asString("no reason given"));
    for (JsonNode error : body.path("errors")) {
      why.append("\n  ").append(error.path("pointer").asString(""));
      why.append(": ").append(error.path("detail").asString(""));
    }
    throw new Stop(
        Stop.JOB_FAILED, url + BASE + path + " answered " + response.statusCode() + ": " + why);
  }
}
