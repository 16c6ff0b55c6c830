package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The figures that Prometheus scrapes. */
class PrometheusTest extends ServedApi {
  private static final String JOB =
      """
      {"architecture": {"type": "mlp"}, "normalization": {"type": "batch"},
       "data": {"name": "digits"}, "tags": {"number": "%d"}}
      """;

  private HttpResponse<String> scrape() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + service.port() + "/actuator/prometheus");
    return service.http().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  @Test
  void showsTheQueueTheDatabaseAndRequests() throws Exception {
    for (int i = 0; i < 3; i++) {
      service.post("/jobs", JOB.formatted(i));
    }
    HttpResponse<String> scraped = scrape();
    assertThat(scraped.statusCode()).isEqualTo(200);
    assertThat(scraped.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(scraped.body())
        .contains("normlab_jobs{state=\"queued\"} 3.0", "normlab_jobs{state=\"running\"} 0.0")
        .contains("hikaricp_connections_active{pool=")
        .containsPattern("normlab_queue_age_seconds \\d+\\.\\d+")
        .containsPattern(
            "http_server_requests_seconds_count\\{[^}]*method=\"POST\"[^}]*uri=\"/api/v1/jobs\"\\}"
                + " 3")
        .doesNotContain("normlab_slots");
  }
}
