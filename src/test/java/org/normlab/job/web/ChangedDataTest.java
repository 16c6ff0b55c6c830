package org.normlab.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.normlab.job.AttemptEnd;
import org.normlab.job.AttemptState;
import org.normlab.job.Claim;
import org.normlab.job.JobState;
import org.normlab.job.RunEnd;
import org.normlab.job.RunOutcome;
import org.normlab.job.life.Attempts;
import org.normlab.web.ServedApi;
import org.normlab.web.Service.Answer;
import tools.jackson.databind.JsonNode;

/** Answers about data that are not those that were trained on. */
class ChangedDataTest extends ServedApi {
  private static final String JOB =
      "\"architecture\":{\"type\":\"mlp\"},\"data\":{\"file\":\"t.csv\",\"label\":\"class\"}";

  @BeforeEach
  void write() throws Exception {
    table("1,p\n2,q\n3,p\n4,q\n");
  }

  private void table(String rows) throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("t.csv"), "a,class\n" + rows.repeat(100));
  }

  /** Trains a job in name only. */
  private String trained(String id) throws Exception {
    Attempts attempts = application.getBean(Attempts.class);
    String digest =
        service.get("/jobs/" + id + "/inputs.json").json().path("dataDigest").asString();
    attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    attempts.dataRead(new Claim(id, 1), digest);
    attempts.runEnded(new Claim(id, 1), new RunEnd(0, RunOutcome.COMPLETED, 20, "", Map.of()));
    attempts.finish(
        new Claim(id, 1), new AttemptEnd(JobState.SUCCEEDED, AttemptState.COMPLETED, null, null));
    return digest;
  }

  @Test
  void refusesToSayHowOtherDataWereSplit() throws Exception {
    String id =
        service
            .post("/jobs", "{" + JOB + ",\"normalization\":{\"type\":\"none\"}}")
            .json()
            .path("id")
            .asString();
    assertThat(service.get("/jobs/" + id).json().path("dataDigest").isNull()).isTrue();
    String digest = trained(id);
    assertThat(service.get("/jobs/" + id).json().path("dataDigest").asString()).isEqualTo(digest);
    table("1,q\n2,p\n3,p\n4,q\n");
    Answer answer = service.get("/jobs/" + id + "/inputs.json");
    assertProblem(answer, 409, "the data t.csv have changed: the job read " + digest);
    write();
    assertThat(service.get("/jobs/" + id + "/inputs.json").status()).isEqualTo(200);
  }

  @Test
  void extendsNoStudyWithOtherData() throws Exception {
    String study =
        service
            .post(
                "/studies",
                "{\"base\":{"
                    + JOB
                    + ",\"seeds\":[0]},\"axes\":{\"normalization\":[{\"type\":\"none\"}]}}")
            .json()
            .path("id")
            .asString();
    JsonNode jobs = service.get("/studies/" + study + "/jobs").json().path("jobs");
    String digest = trained(jobs.get(0).asString());
    table("1,q\n2,p\n3,p\n4,q\n");
    Answer refused = service.post("/studies/" + study + "/extend", "{\"seeds\":[1]}");
    assertProblem(refused, 409, "of the study read " + digest + ", and now they are sha256:");
    assertThat(service.get("/studies/" + study + "/jobs").json().path("jobs")).isEqualTo(jobs);
    write();
    Answer extended = service.post("/studies/" + study + "/extend", "{\"seeds\":[1]}");
    assertThat(extended.json().path("addedRuns").asInt()).as(extended.text()).isEqualTo(1);
  }
}
