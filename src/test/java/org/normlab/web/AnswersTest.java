package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.web.Service.Answer;

/** Holds the answer of every documented operation against its description. */
class AnswersTest extends ServedApi {
  /** Sends one request, and what it needs before. */
  interface Request {
    Answer send() throws Exception;
  }

  @TempDir private Path folder;

  private final Map<String, Request> requests = new HashMap<>();
  private DescribedAnswers described;

  @BeforeEach
  void prepare() throws Exception {
    described = described();
    requests.putAll(new RequestsOfJobs(this, folder).all());
    requests.putAll(new RequestsOfStudies(this).all());
    for (String catalogue :
        List.of(
            "normalizations",
            "architectures",
            "optimizers",
            "agents",
            "environments",
            "datasets",
            "metrics",
            "access",
            "tokens",
            "workers")) {
      requests.put("get /" + catalogue, () -> service.get("/" + catalogue));
    }
    requests.put("post /tokens", this::makeToken);
    requests.put(
        "delete /tokens/{id}",
        () -> {
          String made = makeToken().json().path("token").path("id").asString();
          return service.send(service.request("/tokens/" + made).DELETE());
        });
  }

  private Answer makeToken() throws Exception {
    return service.post("/tokens", "{\"name\": \"ci\", \"scope\": \"read\", \"days\": 1}");
  }

  private DescribedAnswers described() throws Exception {
    URI address = URI.create("http://127.0.0.1:" + service.port() + "/v3/api-docs");
    return new DescribedAnswers(service.send(HttpRequest.newBuilder(address)).json());
  }

  /** Only so the operations of tokens are answered. */
  @Override
  protected boolean needsTokens() {
    return true;
  }

  List<String> operations() throws Exception {
    return described().operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationAnswersAsItIsDescribed(String operation) throws Exception {
    assertThat(requests)
        .as("every documented operation is asked by a request of this test")
        .containsKey(operation);
    Answer answer = requests.get(operation).send();
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    assertThat(described.faults(operation, answer)).as(answer.text()).isEmpty();
  }

  @Test
  void everyRequestIsOfADocumentedOperation() {
    assertThat(described.operations()).containsAll(requests.keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "get,   /jobs,                         /jobs?limit=0,                400",
    "post,  /jobs,                         /jobs,                        422",
    "get,   /jobs/{id},                    /jobs/none,                   404",
    "get,   /runs,                         /runs?filter=seed,            400",
    "get,   /export/runs,                  /export/runs?format=xls,      400",
    "get,   /export/points,                /export/points?format=xls,    400",
    "get,   /studies/{id},                 /studies/none,                404",
    "post,  /studies,                      /studies,                     422",
    "get,   /recipes/{name},               /recipes/none,                404"
  })
  void aRefusalIsAsItIsDescribed(String method, String path, String address, int status)
      throws Exception {
    Answer answer = method.equals("get") ? service.get(address) : service.post(address, "{}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(described.faults(method + " " + path, answer)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/export/runs", "/export/points", "/studies/{id}/comparison", "/studies/{id}/ranks"})
  void tablesHaveThreeFormats(String path) {
    assertThat(
            described
                .document()
                .path("paths")
                .path("/api/v1" + path)
                .at("/get/responses/200/content")
                .propertyNames())
        .contains("text/csv", "application/x-ndjson", "application/vnd.apache.parquet");
  }
}
