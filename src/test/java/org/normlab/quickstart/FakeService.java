package org.normlab.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers as the service would, every job being over at the second look. */
final class FakeService implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Whether no job is ever started. */
  volatile boolean stuck;

  /** What is answered 401 to whom does not send it; empty where no token is needed. */
  volatile String token = "";

  final List<JsonNode> submitted = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> looks = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final String workers;
  private final String failing;

  /**
   * Starts it.
   *
   * @param workers what {@code GET /workers} answers; empty: 404
   * @param failing the method whose job fails
   */
  FakeService(String workers, String failing) throws IOException {
    this.workers = workers;
    this.failing = failing;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/api/v1/".length());
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    if (!token.isEmpty() && !("Bearer " + token).equals(sent)) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"normlab\"");
      send(exchange, 401, "{\"detail\": \"a token is needed\"}");
    } else if (exchange.getRequestMethod().equals("POST")) {
      submitted.add(JSON.readTree(exchange.getRequestBody()));
      send(exchange, 201, "{\"id\": \"%d\"}".formatted(submitted.size() - 1));
    } else if (path.equals("jobs")) {
      send(exchange, 200, "{\"jobs\": [], \"nextCursor\": null}");
    } else if (path.equals("workers")) {
      send(exchange, workers.isEmpty() ? 404 : 200, workers.isEmpty() ? "{}" : workers);
    } else if (path.endsWith("/series")) {
      send(exchange, 200, series());
    } else {
      send(exchange, 200, job(path.substring("jobs/".length())));
    }
  }

  private String job(String id) {
    boolean over = looks.merge(id, 1, Integer::sum) > 1 && !stuck;
    String method =
        submitted.get(Integer.parseInt(id)).path("normalization").path("type").asString();
    String state =
        stuck ? "QUEUED" : !over ? "RUNNING" : method.equals(failing) ? "FAILED" : "SUCCEEDED";
    return """
    {"id": "%s", "name": "quickstart: %s", "state": "%s", "progress": 0.5, "reason": "out of memory",
     "startedAt": "2026-01-01T00:00:00Z", "endedAt": "2026-01-01T00:00:02.500Z",
     "spec": {"normalization": {"type": "%s"}},
     "runs": [{"outcome": "COMPLETED", "summary": {"test.accuracy": 0.90, "samplesPerSecond": 12000}},
              {"outcome": "COMPLETED", "summary": {"test.accuracy": 0.94, "samplesPerSecond": 12500}},
              {"outcome": "DIVERGED", "summary": {"test.accuracy": 0.11, "samplesPerSecond": 99}}]}
    """
        .formatted(id, method, state, method);
  }

  private static String series() {
    return """
    {"name": "validation.accuracy", "runs": [
      {"run": 0, "points": [[10, 0.5], [20, 0.96], [30, 0.94]]},
      {"run": 1, "points": [[10, 0.5], [20, 0.6], [30, 0.7]]}]}
    """;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
