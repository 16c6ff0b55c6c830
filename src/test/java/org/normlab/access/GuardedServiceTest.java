package org.normlab.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.normlab.web.Service.Answer;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A service that needs tokens, from its first start on. */
@Isolated
@ExtendWith(OutputCaptureExtension.class)
class GuardedServiceTest {
  private static final Pattern SECRET = Pattern.compile("nlab_[A-Za-z0-9_-]{43}");
  private static final String SECURITY = "org.springframework.security";

  @TempDir private Path home;

  private static List<String> secrets(String text) {
    return SECRET.matcher(text).results().map(found -> found.group()).toList();
  }

  @Test
  void theFirstTokenIsShownOnceAndWorks(CapturedOutput output) throws Exception {
    try (GuardedService service = new GuardedService(home)) {
      List<String> shown = secrets(output.getOut());
      assertThat(shown).hasSize(1);
      Answer made =
          service.http.post(
              "/tokens", GuardedService.body("ci", "read"), GuardedService.sent(shown.getFirst()));
      assertThat(made.status()).as(made.text()).isEqualTo(201);
    }
    try (GuardedService again = new GuardedService(home)) {
      assertThat(again.tokens.list()).hasSize(2);
      assertThat(secrets(output.getAll())).hasSize(1);
    }
  }

  @Test
  void withoutTokensNothingIsNeededAndNoTokenCanBeMade(CapturedOutput output) throws Exception {
    try (GuardedService service =
        new GuardedService(home, "--server.address=0.0.0.0", "--normlab.security.none=true")) {
      assertThat(service.http.get("/jobs").status()).isEqualTo(200);
      assertThat(service.http.get("/access").json().path("rule").asString()).isEqualTo("NONE");
      assertThat(output.getOut()).contains("WARN").contains("normlab.security.none is true");
      Answer refused = service.http.post("/tokens", GuardedService.body("back door", "admin"));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.json().path("detail").asString()).contains("normlab.security.tokens=true");
      assertThat(service.http.get("/tokens").status()).isEqualTo(403);
      assertThat(service.tokens.list()).isEmpty();
      assertThat(secrets(output.getAll())).isEmpty();
    }
  }

  @Test
  void onLoopbackNothingIsNeeded() throws Exception {
    try (GuardedService service = new GuardedService(home, "--server.address=127.0.0.1")) {
      assertThat(service.http.get("/jobs").status()).isEqualTo(200);
      assertThat(service.http.get("/access").text())
          .isEqualTo("{\"rule\":\"LOOPBACK\",\"token\":null}");
    }
  }

  @Test
  void tokensAreMadeListedAndRevoked() throws Exception {
    try (GuardedService service = new GuardedService(home)) {
      String[] admin = GuardedService.sent(service.token("boss", Scope.ADMIN).secret());
      Answer made =
          service.http.post("/tokens", "{\"name\":\"ci\",\"scope\":\"submit\",\"days\":7}", admin);
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      String id = made.json().path("token").path("id").asString();
      String secret = made.json().path("secret").asString();
      assertThat(made.location()).isEqualTo("/api/v1/tokens/" + id);
      JsonNode mine = service.http.get("/access", GuardedService.sent(secret)).json().path("token");
      assertThat(mine.path("name").asString()).isEqualTo("ci");
      assertThat(mine.path("expiresAt").isString()).isTrue();

      Answer listed = service.http.get("/tokens", admin);
      assertThat(listed.json().path("tokens").valueStream())
          .extracting(token -> token.path("name").asString())
          .containsExactly("first", "boss", "ci");
      assertThat(secrets(listed.text())).isEmpty();
      assertThat(listed.json().at("/tokens/2/lastUsedAt").isString()).isTrue();

      HttpRequest.Builder revoke = service.http.request("/tokens/" + id, admin).DELETE();
      assertThat(service.http.send(revoke).json().path("revokedAt").isString()).isTrue();
      assertThat(service.http.get("/jobs", GuardedService.sent(secret)).status()).isEqualTo(401);
      HttpRequest.Builder none = service.http.request("/tokens/none", admin).DELETE();
      assertThat(service.http.send(none).status()).isEqualTo(404);
    }
  }

  @Test
  void aRequestForATokenIsToldAllItsFaults() throws Exception {
    try (GuardedService service = new GuardedService(home)) {
      String[] admin = GuardedService.sent(service.token("boss", Scope.ADMIN).secret());
      Answer refused =
          service.http.post("/tokens", "{\"name\":\" \",\"scope\":\"root\",\"days\":0}", admin);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.pointers()).containsExactly("/name", "/scope", "/days");
      assertThat(refused.text()).contains("one of read, submit, admin", "received 0");
      assertThat(service.http.post("/tokens", "{\"scopes\":1}", admin).status()).isEqualTo(400);
      assertThat(service.tokens.list()).hasSize(2);
    }
  }

  /** As far as Spring Security logs, too. */
  @Test
  void noSecretIsLoggedOrAnswered(CapturedOutput output) throws Exception {
    LoggingSystem logs = LoggingSystem.get(getClass().getClassLoader());
    try (GuardedService service = new GuardedService(home, "--normlab.security.tokens=true")) {
      String first = secrets(output.getOut()).getFirst();
      logs.setLogLevel(SECURITY, LogLevel.TRACE);
      List<String> sent = new ArrayList<>(List.of(first, TokenSecret.next()));
      sent.add(service.expired().secret());
      sent.add(service.revoked().secret());
      sent.add(service.token("reader", Scope.READ).secret());
      List<String> answers = new ArrayList<>();
      for (String secret : sent) {
        for (String path : List.of("/jobs", "/access", "/tokens", "/nothing")) {
          answers.add(service.http.get(path, GuardedService.sent(secret)).text());
        }
        answers.add(service.http.post("/jobs", "{}", GuardedService.sent(secret)).text());
      }
      assertThat(answers).allSatisfy(answer -> assertThat(secrets(answer)).isEmpty());
      assertThat(output.getAll()).contains("BearerTokenAuthenticationFilter");
      assertThat(secrets(output.getAll())).containsExactly(first);
    } finally {
      logs.setLogLevel(SECURITY, null);
    }
  }

  @Test
  void whatHoldsNoDataIsOpen() throws Exception {
    try (GuardedService service = new GuardedService(home)) {
      for (String path :
          List.of(
              "/",
              "/js/main.js",
              "/normlab.css",
              "/favicon.svg",
              "/vendor/uplot-1.6.32/uPlot.min.css",
              "/actuator/health",
              "/actuator/health/readiness",
              "/actuator/info",
              "/v3/api-docs",
              "/swagger-ui/index.html")) {
        URI address = URI.create("http://127.0.0.1:" + service.http.port() + path);
        Answer answer =
            service.http.send(
                HttpRequest.newBuilder(address).headers(GuardedService.sent(TokenSecret.next())));
        assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
      }
    }
  }

  @Test
  void figuresOfMonitoringNeedATokenThatReads() throws Exception {
    try (GuardedService service = new GuardedService(home)) {
      String reader = service.token("reader", Scope.READ).secret();
      for (String path : List.of("/actuator/prometheus", "/actuator/sbom/application")) {
        assertThat(status(service, path)).as(path).isEqualTo(401);
        assertThat(status(service, path, GuardedService.sent(reader))).as(path).isEqualTo(200);
      }
      assertThat(status(service, "/actuator", GuardedService.sent(reader))).isEqualTo(403);
    }
  }

  private static int status(GuardedService service, String path, String... headers)
      throws Exception {
    URI address = URI.create("http://127.0.0.1:" + service.http.port() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return service.http.send(request).status();
  }

  /** Whatever the guard reads in an address, the controllers read the same. */
  @Test
  void noSpellingOfAnAddressGetsAroundTheGuard() throws Exception {
    try (GuardedService service = new GuardedService(home)) {
      for (String path :
          List.of(
              "/%61pi/v1/jobs",
              "//api/v1/jobs",
              "/api//v1/jobs",
              "/api/v1/jobs;a=b",
              "/api;a=b/v1/jobs",
              "/api/v1/jobs/",
              "/js/../api/v1/jobs",
              "/js/%2e%2e/api/v1/jobs",
              "/js/..%2fapi/v1/jobs",
              "/./api/v1/jobs",
              "/API/v1/jobs",
              "/api/v1/%6Aobs",
              "/api/v1/jobs%00",
              "/actuator/health/../../api/v1/jobs",
              "/api/v1/jobs?access_token=" + service.token("reader", Scope.READ).secret())) {
        String answer = raw(service.http.port(), path);
        assertThat(answer).as(path).matches("(?s)HTTP/1.1 4\\d\\d.*");
        assertThat(answer).as(path).doesNotContain("nextCursor").contains("problem+json");
      }
    }
  }

  private static String raw(int port, String path, String... headers) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n"
              .formatted(
                  path.startsWith("/") ? "GET " + path : path,
                  String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Spring Security would throw where such a header is read, which would be a fault. */
  @Test
  void oddHeadersAreNoFault() throws Exception {
    try (GuardedService service = new GuardedService(home)) {
      String secret = service.token("ci", Scope.SUBMIT).secret();
      String answer =
          raw(
              service.http.port(),
              "POST /api/v1/jobs",
              "Authorization: Bearer " + secret,
              "Content-Type: application/json",
              "Content-Length: 0",
              "Idempotency-Key: a\u0085b");
      assertThat(answer).startsWith("HTTP/1.1 400").contains("the body is not readable JSON");
    }
  }

  @Test
  void aTokenThatCannotBeLookedUpIsAnswered503() throws Exception {
    try (GuardedService service = new GuardedService(home)) {
      String[] reader = GuardedService.sent(service.token("reader", Scope.READ).secret());
      service.sql.sql("alter table api_token rename to away").update();
      Answer answer = service.http.get("/jobs", reader);
      assertThat(answer.status()).as(answer.text()).isEqualTo(503);
      assertThat(answer.json().path("detail").asString()).contains("the database does not answer");
    }
  }
}
