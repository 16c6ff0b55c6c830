package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other sites change and read nothing through a user's browser. */
class BrowserGuardTest extends ServedApi {
  /** What {@code HttpClient} would not send. */
  private String send(String method, String path, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      String body = method.equals("POST") ? job("") : "";
      String head =
          "%s %s HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
                  .formatted(method, path, body.length())
              + "Connection: close\r\n"
              + String.join("\r\n", headers)
              + "\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "notlocalhost",
        "192.0.2.1",
        "[2001:db8::1]",
        "[::ffff:192.0.2.1]",
        "localhost.",
      })
  void refusesAHostThatIsNotServed(String host) throws Exception {
    for (String path : List.of("/", "/api/v1/jobs", "/v3/api-docs", "/swagger-ui/index.html")) {
      String answer = send("GET", path, "Host: " + host);
      assertThat(answer)
          .startsWith("HTTP/1.1 403")
          .contains("application/problem+json", "normlab.api.allowed-hosts");
    }
    assertThat(send("POST", "/api/v1/jobs", "Host: " + host)).startsWith("HTTP/1.1 403");
    assertNothingStored();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST:1", "a.localhost:1", "127.0.0.1", "127.9.9.9", "[::1]:9"})
  void servesThisMachine(String host) throws Exception {
    assertThat(send("GET", "/api/v1/jobs", "Host: " + host)).startsWith("HTTP/1.1 200");
    assertThat(send("POST", "/api/v1/jobs", "Host: " + host)).startsWith("HTTP/1.1 201");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://localhost:1",
        "Origin: http://127.0.0.1:8080",
        "Origin: file://",
        "Origin: %",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: Cross-Site",
      })
  void refusesAChangeThatAnotherOriginAsksFor(String header) throws Exception {
    String id = submit("").path("id").asString();
    for (String path :
        List.of("/api/v1/jobs", "/api/v1/jobs/" + id + "/cancel", "/api/v1/jobs/validate")) {
      assertThat(send("POST", path, "Host: localhost:8080", header))
          .as(path)
          .startsWith("HTTP/1.1 403")
          .contains("application/problem+json", "may change nothing here");
    }
    for (String method : List.of("PATCH", "PUT", "DELETE")) {
      assertThat(send(method, "/api/v1/jobs/" + id, "Host: localhost:8080", header))
          .startsWith("HTTP/1.1 403");
    }
    assertThat(service.get("/jobs").json().path("jobs").size()).isEqualTo(1);
    assertThat(service.get("/jobs/" + id).json().path("state").asString()).isEqualTo("QUEUED");
    assertThat(send("GET", "/api/v1/jobs", "Host: localhost:8080", header))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://localhost:8080",
        "Origin: https://localhost:8080",
        "Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none",
      })
  void letsTheOwnPageChangeThings(String header) throws Exception {
    assertThat(send("POST", "/api/v1/jobs", "Host: localhost:8080", header))
        .startsWith("HTTP/1.1 201");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/js/main.js",
        "/nothing",
        "/api/v1/jobs",
        "/api/v1/nothing",
        "/api/v1/jobs/[",
        "/v3/api-docs",
        "/swagger-ui/index.html",
        "/actuator/health",
        "/api/v1/export/runs?format=xls",
        "/api/v1/export/runs?filter=x",
      })
  void saysWhatABrowserMayDo(String path) throws Exception {
    assertThat(send("GET", path, "Host: localhost"))
        .contains(
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: same-origin",
            "Content-Security-Policy: default-src 'none';",
            "frame-ancestors 'none'");
  }

  @Test
  void servesConfiguredNamesAndAddressesBeyondLoopback() {
    AllowedHosts hosts = new AllowedHosts(List.of("Normlab.example.org", "*.lab.example"));
    for (boolean loopback : new boolean[] {true, false}) {
      assertThat(hosts.serves("normlab.EXAMPLE.org", loopback)).isTrue();
      assertThat(hosts.serves("a.lab.example", loopback)).isTrue();
      assertThat(hosts.serves("lab.example", loopback)).isFalse();
      assertThat(hosts.serves("evilnormlab.example.org", loopback)).isFalse();
    }
    // Kubernetes asks how a pod is by the pod's address.
    assertThat(hosts.serves("10.1.2.3", false)).isTrue();
    assertThat(hosts.serves("10.1.2.3", true)).isFalse();
    assertThat(new AllowedHosts(List.of("*")).serves("any.example", true)).isTrue();
  }
}
