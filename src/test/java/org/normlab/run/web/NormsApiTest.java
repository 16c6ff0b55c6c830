package org.normlab.run.web;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.artifact.Artifacts;
import org.normlab.job.artifact.StoredArtifact;
import org.normlab.job.life.Attempts;
import org.normlab.train.Damage;
import org.normlab.web.ServedApi;
import org.normlab.web.Service.Answer;
import tools.jackson.databind.JsonNode;

/** Recorded norms over HTTP, and which jobs may follow them. */
class NormsApiTest extends ServedApi {
  /** Of the text that stands for norms. */
  private static final String SHA256 =
      "b2741705f1eee5ea97624e19b610d1ec0f1755858cb209ce0ca0bd084cac73ae";

  private static final String DECAY =
      ",\"recordNorms\":true,\"seeds\":[1,2],\"optimizer\":{\"type\":\"sgd\",\"weightDecay\":0.01}";

  @TempDir private Path folder;

  /** A job that has recorded its norms to the end. */
  private String recorded(String more) throws Exception {
    return recorded(submit(more), RunOutcome.COMPLETED, JobState.SUCCEEDED);
  }

  private String recorded(JsonNode job, RunOutcome lastOutcome, JobState end) throws Exception {
    String id = job.path("id").asString();
    Attempts attempts = application.getBean(Attempts.class);
    attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    int runs = job.path("runs").size();
    for (int run = 0; run < runs; run++) {
      RunOutcome outcome = run == runs - 1 ? lastOutcome : RunOutcome.COMPLETED;
      attempts.runEnded(new Claim(id, 1), new RunEnd(run, outcome, 60, "", Map.of()));
    }
    Path file = Files.writeString(folder.resolve(id), "norms in a file");
    application
        .getBean(Artifacts.class)
        .store(
            new Claim(id, 1),
            new StoredArtifact(StoredArtifact.NORMS, 1, file.toString(), SHA256, 15));
    attempts.finish(new Claim(id, 1), new AttemptEnd(end, AttemptState.COMPLETED, null, null));
    return id;
  }

  private Answer follow(String reference, String more) throws Exception {
    String method = "\"norm-matched-rate\",\"reference\":\"%s\"".formatted(reference);
    return service.post("/jobs", job(more).replace("\"batch\"", method));
  }

  @Test
  void answersWithTheFile() throws Exception {
    String path = "/jobs/" + recorded(DECAY) + "/norms.safetensors";
    Answer answer = service.get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("norms in a file");
    assertThat(answer.type()).isEqualTo("application/octet-stream");
    assertThat(answer.etag()).isEqualTo("\"" + SHA256 + "\"");
    assertThat(service.get(path, "If-None-Match", answer.etag()).status()).isEqualTo(304);
    HttpResponse<String> head =
        service
            .http()
            .send(
                service.request(path).method("HEAD", BodyPublishers.noBody()).build(),
                BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("15");
    assertThat(head.body()).isEmpty();
  }

  @Test
  void saysWhyThereAreNone() throws Exception {
    String norms = "/norms.safetensors";
    assertProblem(service.get(path(submit("")) + norms), 404, "its recordNorms is false");
    JsonNode waiting = submit(DECAY);
    assertProblem(service.get(path(waiting) + norms), 409, "the job is QUEUED; its norms are");
    service.post(path(waiting) + "/cancel", "");
    assertProblem(service.get(path(waiting) + norms), 404, "the job is CANCELLED and has");
    String id = recorded(DECAY);
    Files.delete(folder.resolve(id));
    assertProblem(service.get("/jobs/" + id + norms), 410, "not there any more");
    assertProblem(service.get("/jobs/abc" + norms), 404, "there is no job");
  }

  @ParameterizedTest
  @EnumSource
  void normsThatAreNotAsTheyWereWrittenAreGone(Damage damage) throws Exception {
    String id = recorded(DECAY);
    damage.doTo(folder.resolve(id));
    assertProblem(service.get("/jobs/" + id + "/norms.safetensors"), 410, "the norms of this job");
  }

  @Test
  void aJobMayFollow() throws Exception {
    String reference = recorded(DECAY);
    for (String seeds : List.of("[1,2]", "[2]")) {
      Answer answer = follow(reference, ",\"seeds\":" + seeds);
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);
      assertThat(answer.json().path("spec").path("normalization").path("reference").asString())
          .isEqualTo(reference);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"seeds\":[1,3] | /seeds | has no run of seed 3; it has the seeds [1, 2]",
        "\"seeds\":[1],\"epochs\":21 | /epochs | must be as in the reference, 20; received 21",
        "\"seeds\":[1],\"batchSize\":64 | /batchSize | the reference, 128; received 64",
        "\"seeds\":[1],\"microBatch\":64 | /microBatch | the reference, null; received 64",
        "\"seeds\":[1],\"optimizer\":{\"type\":\"adamw\"} | /optimizer/type | take sgd",
      })
  void refusesOtherTrainings(String more, String pointer, String sentence) throws Exception {
    Answer answer = follow(recorded(DECAY), "," + more);
    assertRefused(answer, pointer, sentence);
  }

  private static void assertRefused(Answer answer, String pointer, String sentence) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.pointers()).contains(pointer);
    assertThat(answer.json().path("errors").toString().replace("\\\"", "'")).contains(sentence);
  }

  @Test
  void refusesOtherNetworksDataAndMethods() throws Exception {
    String reference = recorded(DECAY);
    String method = "\"norm-matched-rate\",\"reference\":\"%s\"".formatted(reference);
    String follows = job(",\"seeds\":[1]").replace("\"batch\"", method);
    String wide = follows.replace("\"mlp\"", "\"mlp\",\"hidden\":[8]");
    assertRefused(service.post("/jobs", wide), "/architecture", "received {'type':'mlp','hidden'");
    String other = follows.replace("\"digits\"", "\"digits\",\"splitSeed\":4");
    assertRefused(service.post("/jobs", other), "/data", "must be as in the reference");
    String l1 = follows.replace(method, method + ",\"inner\":{\"type\":\"l1-batch\"}");
    assertRefused(service.post("/jobs", l1), "/normalization/inner", "received {'type':'l1-batch'");
    String layer = follows.replace(method, method + ",\"inner\":{\"type\":\"layer\"}");
    assertRefused(service.post("/jobs", layer), "/normalization/inner/type", "received");
    Answer all = service.post("/jobs", wide.replace("\"seeds\":[1]", "\"seeds\":[9],\"epochs\":1"));
    assertThat(all.pointers()).containsExactlyInAnyOrder("/architecture", "/seeds", "/epochs");
  }

  @Test
  void refusesReferencesThatCannotBeFollowed() throws Exception {
    String at = "/normalization/reference";
    assertRefused(follow("abc", ""), at, "there is no job 'abc' to refer to");
    String waiting = submit(DECAY).path("id").asString();
    assertRefused(follow(waiting, ",\"seeds\":[1]"), at, "it is QUEUED");
    String failed = recorded(submit(DECAY), RunOutcome.FAILED, JobState.FAILED);
    assertRefused(follow(failed, ",\"seeds\":[1]"), at, "must have SUCCEEDED");
    String unrecorded = recorded(DECAY.replace("true", "false"));
    assertRefused(follow(unrecorded, ",\"seeds\":[1]"), at, "its recordNorms is false");
    String free = recorded(DECAY.replace("0.01", "0"));
    assertRefused(follow(free, ",\"seeds\":[1]"), at, "a weightDecay of 0");
    String sweep = recorded(DECAY + ",\"sweep\":{\"learningRate\":[0.1,0.2]}");
    assertRefused(follow(sweep, ",\"seeds\":[1]"), at, "2 runs of seed 1");
    String diverged = recorded(submit(DECAY), RunOutcome.DIVERGED, JobState.SUCCEEDED);
    assertRefused(follow(diverged, ",\"seeds\":[1,2]"), at, "run 1, of seed 2, has no norms");
    assertThat(follow(diverged, ",\"seeds\":[1]").status()).isEqualTo(201);
  }

  @Test
  void refusesAWarmUpWhereNormsTakeTheRatesPlace() throws Exception {
    String reference = recorded(DECAY);
    String norm = reference + "\",\"schedule\":\"norm";
    String warm =
        ",\"seeds\":[1],\"optimizer\":{\"type\":\"sgd\",\"schedule\":{\"type\":\"cosine\",\"warmup\":0.1}}";
    assertRefused(follow(norm, warm), "/optimizer/schedule/warmup", "warmup must be 0");
    assertThat(follow(reference, warm).status()).isEqualTo(201);
    String still = ",\"seeds\":[1],\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0}";
    assertRefused(follow(norm, still), "/optimizer/learningRate", "must be above 0");
  }

  @Test
  void refusesARecordThatIsTooLarge() throws Exception {
    Answer answer = service.post("/jobs", job(",\"recordNorms\":true,\"epochs\":1000000"));
    assertRefused(answer, "/recordNorms", "a record may take 268,435,456 bytes");
  }
}
