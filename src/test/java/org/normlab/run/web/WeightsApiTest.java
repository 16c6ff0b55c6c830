package org.normlab.run.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.job.Claim;
import org.normlab.job.TrainingSize;
import org.normlab.job.life.Attempts;
import org.normlab.run.Checkpoints;
import org.normlab.run.StoredCheckpoint;
import org.normlab.train.Damage;
import org.normlab.train.WeightFiles;
import org.normlab.train.file.Sha256;
import org.normlab.web.ServedApi;
import org.normlab.web.Service.Answer;
import tools.jackson.databind.JsonNode;

/** A run's weights over HTTP, and why there are none. */
class WeightsApiTest extends ServedApi {
  private static final int WIDTH = 2;

  @TempDir private Path folder;

  /** Three runs in groups of two: runs 0 and 1, of which run 1 ended at step 7, and run 2. */
  private String training() throws Exception {
    return training("");
  }

  private String training(String more) throws Exception {
    String id = submit(",\"seeds\":[40,41,42]" + more).path("id").asString();
    attempts().claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    attempts().started(new Claim(id, 1), new TrainingSize(6, WIDTH, 1, 20));
    return id;
  }

  private Attempts attempts() {
    return application.getBean(Attempts.class);
  }

  private Path store(String id, int group, long step, long... ended) throws IOException {
    Path file = folder.resolve("group-%d-step-%d.safetensors".formatted(group, step));
    Files.write(file, TinyCheckpoint.of(step, ended));
    application
        .getBean(Checkpoints.class)
        .store(
            new Claim(id, 1),
            new StoredCheckpoint(group, 1, step, file.toString(), Sha256.of(file), 9));
    return file;
  }

  private HttpResponse<byte[]> raw(String method, String path, String... headers) throws Exception {
    HttpRequest request =
        service.request(path, headers).method(method, BodyPublishers.noBody()).build();
    return service.http().send(request, BodyHandlers.ofByteArray());
  }

  private static String weights(String id, int run, String extension) {
    return "/jobs/%s/runs/%d/weights.%s".formatted(id, run, extension);
  }

  private static Map<String, WeightFiles.Read> read(String extension, byte[] file)
      throws IOException {
    return extension.equals("npz") ? WeightFiles.npz(file) : WeightFiles.safetensors(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"safetensors", "npz"})
  void answersWithTheRunsOwnWeights(String extension) throws Exception {
    String id = training();
    String sha256 = Sha256.of(store(id, 0, 10, -1, 7));
    HttpResponse<byte[]> answer = raw("GET", weights(id, 1, extension));
    assertThat(answer.statusCode()).isEqualTo(200);
    Map<String, WeightFiles.Read> read = read(extension, answer.body());
    assertThat(read.keySet()).containsExactly("output.weight", "output.bias");
    assertThat(read.get("output.weight").shape()).containsExactly(2L, 3L);
    assertThat(read.get("output.weight").values()).containsExactly(100, 101, 102, 103, 104, 105);
    HttpHeaders headers = answer.headers();
    assertThat(headers.firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(headers.firstValueAsLong("Content-Length")).hasValue(answer.body().length);
    assertThat(headers.firstValue("Content-Disposition").orElse(""))
        .contains("attachment", "normlab-" + id + "-run-1." + extension);
    assertThat(headers.firstValue("ETag")).contains("\"%s-1.%s\"".formatted(sha256, extension));
    assertThat(headers.firstValue("Normlab-Step")).contains("7");
    assertThat(raw("GET", weights(id, 0, extension)).headers().firstValue("Normlab-Step"))
        .contains("10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"safetensors", "npz"})
  void answersWithThoseOfTheBestEpochWhereTheyAreKept(String extension) throws Exception {
    String id = training(",\"keepBest\":true");
    store(id, 0, 10, -1, 7);
    HttpResponse<byte[]> best = raw("GET", weights(id, 1, extension) + "?epoch=best");
    assertThat(best.statusCode()).isEqualTo(200);
    assertThat(read(extension, best.body()).keySet()).containsExactly("output.bias");
    assertThat(best.headers().firstValue("Normlab-Step")).contains("7");
    HttpResponse<byte[]> last = raw("GET", weights(id, 1, extension) + "?epoch=last");
    assertThat(read(extension, last.body()).keySet())
        .containsExactly("output.weight", "output.bias");
    assertThat(best.headers().firstValue("ETag")).isNotEqualTo(last.headers().firstValue("ETag"));
  }

  @Test
  void saysWhyThereAreNoneOfTheBestEpoch() throws Exception {
    String id = training();
    store(id, 0, 10, -1, 7);
    HttpResponse<byte[]> none = raw("GET", weights(id, 1, "npz") + "?epoch=best");
    assertThat(none.statusCode()).isEqualTo(409);
    assertThat(new String(none.body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("keepBest");
    assertThat(raw("GET", weights(id, 1, "npz") + "?epoch=3").statusCode()).isEqualTo(400);
  }

  @Test
  void saysWhereTheWeightsComeFrom() throws Exception {
    String id = training();
    store(id, 0, 10, -1, 7);
    Map<String, String> metadata =
        WeightFiles.metadata(raw("GET", weights(id, 1, "safetensors")).body());
    JsonNode spec = service.get("/jobs/" + id).json().path("spec");
    assertThat(metadata)
        .isEqualTo(
            Map.of(
                "format", "pt",
                "job", id,
                "run", "1",
                "seed", "41",
                "step", "7",
                "architecture", spec.path("architecture").toString(),
                "normalization", spec.path("normalization").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"safetensors", "npz"})
  void aHeadAndAPollCostNoBody(String extension) throws Exception {
    String id = training();
    store(id, 0, 10, -1, -1);
    String path = weights(id, 0, extension);
    HttpResponse<byte[]> whole = raw("GET", path);
    HttpResponse<byte[]> head = raw("HEAD", path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("ETag", "Content-Length", "Content-Type", "Normlab-Step")) {
      assertThat(head.headers().firstValue(name)).isEqualTo(whole.headers().firstValue(name));
    }
    String etag = whole.headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> poll = raw("GET", path, "If-None-Match", etag);
    assertThat(poll.statusCode()).isEqualTo(304);
    assertThat(poll.body()).isEmpty();
    assertThat(raw("GET", path).body()).isEqualTo(whole.body());
    store(id, 0, 20, 20, 20);
    HttpResponse<byte[]> later = raw("GET", path, "If-None-Match", etag);
    assertThat(later.statusCode()).isEqualTo(200);
    assertThat(read(extension, later.body()).get("output.bias").values()).containsExactly(20);
  }

  @Test
  void theLastGroupMayBeNarrower() throws Exception {
    String id = training();
    store(id, 1, 10, -1);
    assertThat(raw("GET", weights(id, 2, "npz")).statusCode()).isEqualTo(200);
    Answer early = service.get(weights(id, 0, "npz"));
    assertProblem(early, 409, "run 0 has no weights yet: the job is RUNNING");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    String id = submit("").path("id").asString();
    assertProblem(service.get(weights(id, 0, "npz")), 409, "yet: the job is QUEUED");
    assertProblem(service.get(weights(id, 1, "npz")), 404, "the job has runs 0 to 0; received 1");
    assertProblem(service.get(weights(id, -1, "npz")), 404, "received -1");
    service.post("/jobs/" + id + "/cancel", "");
    assertProblem(service.get(weights(id, 0, "npz")), 404, "the job is CANCELLED and wrote no");
  }

  @ParameterizedTest
  @CsvSource({
    "/jobs/abc/runs/0/weights.npz,404",
    "/jobs/00000000-0000-7000-8000-000000000000/runs/0/weights.npz,404",
    "/jobs/00000000-0000-7000-8000-000000000000/runs/x/weights.npz,400",
    "/jobs/00000000-0000-7000-8000-000000000000/runs/0/weights.onnx,404",
    "/jobs/00000000-0000-7000-8000-000000000000/export.json,404",
    "/jobs/00000000-0000-7000-8000-000000000000/inputs.json,404",
  })
  void refusesAddressesThatCannotBeMeant(String path, int status) throws Exception {
    assertProblem(service.get(path), status, "");
  }

  @ParameterizedTest
  @EnumSource
  void aCheckpointThatIsNotAsItWasWrittenIsGone(Damage damage) throws Exception {
    String id = training();
    Path file = store(id, 0, 10, -1, -1);
    damage.doTo(file);
    for (String extension : List.of("npz", "safetensors")) {
      String path = weights(id, 0, extension);
      Answer answer = service.get(path);
      assertProblem(answer, 410, "its checkpoint of step 10, group-0-step-10.safetensors, ");
      assertThat(answer.text())
          .containsAnyOf("is not there any more", "has changed since it was written", "cannot be");
      assertThat(raw("HEAD", path).statusCode()).isEqualTo(410);
    }
  }
}
