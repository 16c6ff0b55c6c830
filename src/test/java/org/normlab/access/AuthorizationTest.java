package org.normlab.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which caller may use which operation: all of them, as one table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationTest {
  /** Says of every operation which scope it needs. */
  private static final Map<Scope, List<String>> TABLE =
      Map.of(
          Scope.READ,
          List.of(
              "GET /access",
              "GET /agents",
              "GET /architectures",
              "GET /datasets",
              "GET /environments",
              "GET /export/points",
              "GET /export/runs",
              "GET /jobs",
              "GET /jobs/{id}",
              "GET /jobs/{id}/attempts",
              "GET /jobs/{id}/export.json",
              "GET /jobs/{id}/inputs.json",
              "GET /jobs/{id}/log",
              "GET /jobs/{id}/means",
              "GET /jobs/{id}/metrics",
              "GET /jobs/{id}/norms.safetensors",
              "GET /jobs/{id}/runs",
              "GET /jobs/{id}/runs/{number}",
              "GET /jobs/{id}/runs/{number}/episode",
              "GET /jobs/{id}/runs/{number}/probes",
              "GET /jobs/{id}/runs/{number}/series",
              "GET /jobs/{id}/runs/{number}/weights.npz",
              "GET /jobs/{id}/runs/{number}/weights.safetensors",
              "GET /jobs/{id}/series",
              "GET /metrics",
              "GET /normalizations",
              "GET /optimizers",
              "GET /recipes",
              "GET /recipes/{name}",
              "GET /runs",
              "GET /studies",
              "GET /studies/{id}",
              "GET /studies/{id}/aggregate",
              "GET /studies/{id}/claims",
              "GET /studies/{id}/comparison",
              "GET /studies/{id}/curves",
              "GET /studies/{id}/jobs",
              "GET /studies/{id}/pictures/{name}.svg",
              "GET /studies/{id}/ranks",
              "GET /studies/{id}/report",
              "GET /workers"),
          Scope.SUBMIT,
          List.of(
              "POST /jobs",
              "POST /jobs/validate",
              "PATCH /jobs/{id}",
              "POST /jobs/{id}/cancel",
              "POST /jobs/{id}/retry",
              "POST /studies",
              "POST /studies/validate",
              "POST /studies/{id}/cancel",
              "POST /studies/{id}/extend",
              "POST /studies/{id}/pause",
              "POST /studies/{id}/resume"),
          Scope.ADMIN,
          List.of("GET /tokens", "POST /tokens", "DELETE /tokens/{id}"));

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Caller, String> headers = new LinkedHashMap<>();
  private final List<String> secrets = new ArrayList<>();
  private GuardedService service;

  /** Who asks, and why he is refused whatever he asks for. */
  enum Caller {
    NONE("; none was sent"),
    OTHER_SCHEME("; none was sent"),
    MALFORMED("; the header that was sent is malformed"),
    FOREIGN("; the token that was sent is unknown"),
    UNKNOWN("; the token that was sent is unknown"),
    EXPIRED("; the token \"old\" expired at "),
    REVOKED("; the token \"gone\" was revoked at "),
    READ(""),
    SUBMIT(""),
    ADMIN("");

    private final String refusal;

    Caller(String refusal) {
      this.refusal = refusal;
    }

    /** Returns the status of a refusal; 0 where the operation is carried out. */
    int refusalOf(Scope needed) {
      if (!refusal.isEmpty()) {
        return 401;
      }
      return Scope.valueOf(name()).includes(needed) ? 0 : 403;
    }
  }

  @BeforeAll
  void start(@TempDir Path home) {
    service = new GuardedService(home);
    headers.put(Caller.OTHER_SCHEME, "Basic " + "YTpi");
    headers.put(Caller.MALFORMED, "Bearer of a token");
    headers.put(Caller.FOREIGN, "Bearer ghp_abc");
    headers.put(Caller.UNKNOWN, "Bearer " + TokenSecret.next());
    put(Caller.EXPIRED, service.expired());
    put(Caller.REVOKED, service.revoked());
    for (Scope scope : Scope.values()) {
      put(Caller.valueOf(scope.name()), service.token(scope.word(), scope));
    }
  }

  private void put(Caller caller, IssuedToken token) {
    headers.put(caller, "Bearer " + token.secret());
    secrets.add(token.secret());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void theTableHasEveryOperation() throws Exception {
    List<String> served = new ArrayList<>();
    JsonNode document =
        JsonMapper.shared().readTree(ask("GET", "/v3/api-docs", Caller.NONE).body());
    document
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods
                    .propertyNames()
                    .forEach(
                        method ->
                            served.add(
                                method.toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.replace("/api/v1", ""))));
    assertThat(TABLE.values().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(served);
  }

  @ParameterizedTest
  @EnumSource
  void aCallerMayWhatTheScopeAllows(Caller caller) throws Exception {
    for (Scope scope : Scope.values()) {
      for (String operation : Objects.requireNonNull(TABLE.get(scope))) {
        String[] parts = operation.split(" ");
        assertAnswer(caller, scope, parts[0], "/api/v1" + parts[1].replaceAll("\\{\\w+}", "0"));
      }
    }
  }

  /** Methods that an address does not have tell nobody what it has. */
  @ParameterizedTest
  @EnumSource
  void otherMethodsNeedScopesToo(Caller caller) throws Exception {
    assertAnswer(caller, Scope.READ, "OPTIONS", "/api/v1/jobs");
    assertAnswer(caller, Scope.READ, "HEAD", "/api/v1/jobs");
    assertAnswer(caller, Scope.SUBMIT, "PUT", "/api/v1/jobs");
    assertAnswer(caller, Scope.SUBMIT, "FROB", "/api/v1/jobs");
    assertAnswer(caller, Scope.SUBMIT, "DELETE", "/api/v1/jobs/0");
    assertAnswer(caller, Scope.ADMIN, "OPTIONS", "/api/v1/tokens");
    assertAnswer(caller, Scope.READ, "GET", "/api/v1/nothing");
  }

  private void assertAnswer(Caller caller, Scope scope, String method, String path)
      throws Exception {
    HttpResponse<String> answer = ask(method, path, caller);
    String what = "%s %s by %s: %s".formatted(method, path, caller, answer.body());
    int refusal = caller.refusalOf(scope);
    assertThat(answer.statusCode()).as(what).isLessThan(500);
    assertThat(answer.body()).as(what).doesNotContain(secrets);
    if (refusal == 0) {
      assertThat(answer.statusCode()).as(what).isNotIn(401, 403);
    } else {
      assertThat(answer.statusCode()).as(what).isEqualTo(refusal);
      assertRefusal(
          answer, what, caller, method + " " + path + " needs a token with scope " + scope.word());
    }
  }

  private static void assertRefusal(
      HttpResponse<String> answer, String what, Caller caller, String beginning) {
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .as(what)
        .singleElement()
        .asString()
        .startsWith("Bearer realm=\"normlab\"");
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(what)
        .hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("Cache-Control")).as(what).hasValue("no-store");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .as(what)
        .hasValue(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(answer.headers().map()).as(what).doesNotContainKeys("set-cookie", "expires");
    if (!answer.request().method().equals("HEAD")) {
      JsonNode problem = JsonMapper.shared().readTree(answer.body());
      assertThat(problem.path("status").asInt()).as(what).isEqualTo(answer.statusCode());
      assertThat(problem.path("detail").asString())
          .as(what)
          .startsWith(beginning)
          .contains(
              answer.statusCode() == 401
                  ? caller.refusal
                  : "; the token \"%1$s\" has %1$s"
                      .formatted(caller.name().toLowerCase(Locale.ROOT)));
    }
  }

  private HttpResponse<String> ask(String method, String path, Caller caller) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + service.http.port() + path);
    boolean hasBody = List.of("POST", "PATCH", "PUT").contains(method);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .method(method, hasBody ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
    if (hasBody) {
      request.header("Content-Type", "application/json");
    }
    String header = headers.get(caller);
    if (header != null) {
      request.header("Authorization", header);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
