package org.normlab.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.normlab.job.web.MetricsView;
import tools.jackson.databind.json.JsonMapper;

/** Serves the page's files and the catalogue of metrics beside answers that a test makes up. */
final class PageServer implements AutoCloseable {
  private static final String API = "/api/v1/";
  private static final Path PAGE = Path.of("src", "main", "resources", "static");

  private final HttpServer server;
  private final UnaryOperator<String> answers;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile String drive = "";
  private volatile String frames = "";
  private volatile String access = "{\"rule\": \"LOOPBACK\", \"token\": null}";
  private volatile String token = "";

  /**
   * A started server.
   *
   * @param answers body by path below {@code /api/v1/}, of a change by {@code POST path}; one that
   *     says {@code "status": 4xx} is sent with that status
   */
  PageServer(UnaryOperator<String> answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Lets a script of a module do what a user would do. */
  void drive(String script) {
    drive = script;
  }

  /**
   * Answers so what is said of access, and 401 to whom does not send the token, if there is one.
   */
  void guard(String said, String secret) {
    access = said;
    token = secret;
  }

  /** A page at {@code /frames.html}, which may show pages of the service in frames. */
  void frames(String html) {
    frames = html;
  }

  /** What was asked for below {@code /api/v1/}: path and query, and the body of a change. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** The idempotency keys that came, in the order of the changes. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/drive.js")) {
      send(exchange, 200, type(path), drive.getBytes(UTF_8));
      return;
    }
    if (path.equals("/frames.html")) {
      send(exchange, 200, type(path), frames.getBytes(UTF_8));
      return;
    }
    if (path.equals("/axe.min.js")) {
      send(exchange, 200, type(path), axe());
      return;
    }
    if (!path.startsWith(API)) {
      Path file = PAGE.resolve(path.equals("/") ? "index.html" : path.substring(1));
      send(exchange, 200, type(path), path.equals("/") ? index(file) : Files.readAllBytes(file));
      return;
    }
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    if (!token.isEmpty() && !("Bearer " + token).equals(sent)) {
      String told = sent == null ? "none was sent" : "the token that was sent is unknown";
      String problem = "{\"status\": 401, \"detail\": \"a token is needed; " + told + "\"}";
      send(exchange, 401, "application/problem+json", problem.getBytes(UTF_8));
      return;
    }
    if (path.equals(API + "access")) {
      send(exchange, 200, "application/json", access.getBytes(UTF_8));
      return;
    }
    if (path.equals(API + "metrics")) {
      send(
          exchange,
          200,
          "application/json",
          JsonMapper.shared().writeValueAsBytes(MetricsView.ALL));
      return;
    }
    boolean isChange = exchange.getRequestMethod().equals("POST");
    List<String> given = exchange.getRequestHeaders().get("Idempotency-Key");
    if (given != null) {
      keys.addAll(given);
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String whole = exchange.getRequestURI().toString().substring(API.length());
    asked.add(isChange ? "POST " + whole + " " + body : whole);
    String answer = answers.apply((isChange ? "POST " : "") + path.substring(API.length()));
    boolean isPicture = answer.startsWith("<svg");
    String type = isPicture ? "image/svg+xml" : "application/json";
    send(exchange, status(answer), type, answer.getBytes(UTF_8));
  }

  /** Deque's accessibility checks. */
  private static byte[] axe() throws IOException {
    try (InputStream in = PageServer.class.getResourceAsStream("/axe.min.js")) {
      return Objects.requireNonNull(in, "axe.min.js on the class path").readAllBytes();
    }
  }

  private byte[] index(Path file) throws IOException {
    String html = Files.readString(file);
    String driven = "<script type=\"module\" src=\"drive.js\"></script></head>";
    return (drive.isEmpty() ? html : html.replace("</head>", driven)).getBytes(UTF_8);
  }

  private static int status(String body) {
    return Stream.of(404, 400, 409, 422, 502, 503)
        .filter(status -> body.contains("\"status\": " + status))
        .findFirst()
        .orElse(200);
  }

  private static String type(String path) {
    return path.endsWith(".js")
        ? "text/javascript"
        : path.endsWith(".css")
            ? "text/css"
            : path.endsWith(".svg") ? "image/svg+xml" : "text/html";
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
