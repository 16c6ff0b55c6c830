package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers and proxies may keep of the page and of answers. */
class CachingTest extends ServedApi {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp"}, "normalization": {"type": "batch"}, "data": {"name": "digits"}}
      """;

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return service.http().send(request.build(), BodyHandlers.ofString());
  }

  private static List<String> caching(HttpResponse<?> answer) {
    return answer.headers().allValues("Cache-Control");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/js/main.js",
        "/normlab.css",
        "/favicon.svg",
        "/vendor/uplot-1.6.32/uPlot.esm.js"
      })
  void aFileOfThePageIsRevalidatedByItsContent(String path) throws Exception {
    HttpResponse<String> first = get(path);
    String etag = first.headers().firstValue("ETag").orElse("");
    HttpResponse<String> again = get(path, "If-None-Match", etag);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(caching(first)).containsExactly("no-cache");
    assertThat(etag).matches("\"[0-9a-f]{32}\"");
    // The time of a reproducible image says nothing: a new version would have the old one's.
    assertThat(first.headers().firstValue("Last-Modified")).isEmpty();
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(caching(again)).containsExactly("no-cache");
    assertThat(get(path, "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);
  }

  @Test
  void anAnswerWithAnEtagIsRevalidatedAndOthersAreNotKept() throws Exception {
    String job = "/api/v1/jobs/" + service.post("/jobs", JOB).json().path("id").asString();
    HttpResponse<String> first = get(job);
    HttpResponse<String> again =
        get(job, "If-None-Match", first.headers().firstValue("ETag").orElseThrow());

    assertThat(caching(first)).containsExactly("no-cache");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(caching(again)).containsExactly("no-cache");
    for (String path :
        List.of(
            "/api/v1/studies",
            "/api/v1/workers",
            "/api/v1/recipes",
            "/api/v1/jobs/none",
            "/api/v1/runs?limit=x",
            "/api/v1/nothing",
            "/api/v1/export/runs?format=csv",
            "/actuator/health")) {
      assertThat(caching(get(path))).as(path).containsExactly("no-store");
    }
  }
}
