package org.normlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.Started;
import org.normlab.data.file.RealData;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * {@code mvn test -Dtest=AccuracyProof -Dnormlab.data.dir=DIR} trains on published data sets kept
 * in a folder, over HTTP from job to result, and prints the test accuracy of every seed.
 */
class AccuracyProof {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "0.93 | uci/letter | {'type':'mlp','hidden':[128,128,128]} |"
            + " {'type':'adamw','learningRate':1e-3} | 30 | [0,1,2]",
        "0.88 | fashion-mnist | {'type':'mlp'} | {'type':'adamw'} | 10 | [0,1,2]",
        "0.85 | fashion-mnist | {'type':'resnet','depth':8} | {'type':'sgd','learningRate':0.1} | 2"
            + " | [0]",
      })
  void learns(
      double floor, String data, String architecture, String optimizer, int epochs, String seeds)
      throws Exception {
    String file = data.startsWith("uci") ? data + ".csv.gz" : data + "/train-images-idx3-ubyte.gz";
    String json =
        """
        {'architecture': %s, 'normalization': {'type': 'batch'}, 'data': {'name': '%s'},
         'optimizer': %s, 'epochs': %d, 'seeds': %s}
        """
            .formatted(architecture, data, optimizer, epochs, seeds)
            .replace('\'', '"');
    JsonNode job = train(json, RealData.home(file).folder());
    List<Double> accuracies =
        job.path("runs")
            .valueStream()
            .map(run -> run.path("summary").path("test.accuracy").asDouble())
            .toList();
    System.out.printf(
        "%s %s, %d epochs: test accuracy %s (floor %s), %s to %s%n",
        data,
        architecture,
        epochs,
        accuracies,
        floor,
        job.path("startedAt").asString(),
        job.path("finishedAt").asString());
    assertThat(accuracies).allMatch(accuracy -> accuracy >= floor);
  }

  private JsonNode train(String json, Path data) throws Exception {
    try (ConfigurableApplicationContext application =
        Started.service(
            "--server.port=0", "--normlab.home=" + home, "--normlab.data.dir=" + data)) {
      int port = Started.port(application);
      Service service = new Service(port, HttpClient.newHttpClient());
      Service.Answer submitted = service.post("/jobs", json);
      assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);
      String path = "/jobs/" + submitted.json().path("id").asString();
      JsonNode job = service.get(path).json();
      while (job.path("finishedAt").isNull()) {
        Thread.sleep(500);
        job = service.get(path).json();
      }
      assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("SUCCEEDED");
      return job;
    }
  }
}
