package org.normlab.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

/** A job and what was done to its data, to be kept outside of the service. */
class ExportTest extends ServedApi {
  @Test
  void saysWhatWasDoneToTheData() throws Exception {
    String id = submit("").path("id").asString();
    JsonNode inputs = service.get("/jobs/" + id + "/inputs.json").json();
    assertThat(inputs.path("shape").get(0).asInt()).isEqualTo(inputs.path("mean").size());
    assertThat(inputs.path("rows").path("test").size()).isEqualTo(359);
    Path table = data.resolve("t.csv");
    Files.createDirectories(data);
    Files.writeString(table, "a,class\n" + "1,p\n2,q\n3,p\n4,q\n".repeat(100));
    String job = job("").replace("\"name\":\"digits\"", "\"file\":\"t.csv\",\"label\":\"class\"");
    String other = service.post("/jobs", job).json().path("id").asString();
    Files.delete(table);
    assertProblem(service.get("/jobs/" + other + "/inputs.json"), 410, "cannot be read any more");
  }

  @Test
  void saysBeforeTrainingWhichClassesThereAre() throws Exception {
    JsonNode digits = service.post("/jobs/validate", job("")).json();
    assertThat(digits.path("classCount").asInt()).isEqualTo(10);
    assertThat(digits.path("classes").get(3).toString()).isEqualTo("{\"name\":\"3\",\"rows\":183}");
    assertThat(digits.path("notes")).isEmpty();
    Files.createDirectories(data);
    Files.writeString(data.resolve("m.csv"), "a,class\n" + "1,0\n2,1.0\n3,1\n4,?\n".repeat(100));
    String job =
        job("")
            .replace(
                "\"name\":\"digits\"", "\"file\":\"m.csv\",\"label\":\"class\",\"header\":true");
    JsonNode answer = service.post("/jobs/validate", job).json();
    assertThat(answer.path("classes").toString())
        .isEqualTo("[{\"name\":\"0\",\"rows\":100},{\"name\":\"1.0\",\"rows\":200}]");
    assertThat(answer.path("notes").valueStream().map(JsonNode::asString))
        .containsExactly(
            "100 of 400 rows have no label (\"?\") and are left out",
            "spellings of one label are one class: \"1.0\", \"1\"");
  }

  @Test
  void exportsTheJobAsItRan() throws Exception {
    String id = submit(",\"seeds\":[4,5]").path("id").asString();
    Attempts attempts = application.getBean(Attempts.class);
    attempts.claim(id, "w", "cpu/0", Duration.ofMinutes(1));
    attempts.runEnded(
        new Claim(id, 1),
        new RunEnd(0, RunOutcome.COMPLETED, 20, "", Map.of("b", 2.0, "a", 1.0, "c", 3.0)));
    attempts.finish(new Claim(id, 1), new AttemptEnd(JobState.FAILED, AttemptState.FAILED, "x", 3));
    Answer answer = service.get("/jobs/" + id + "/export.json");
    assertThat(answer.status()).isEqualTo(200);
    JsonNode export = answer.json();
    JsonNode job = service.get("/jobs/" + id).json();
    for (Map.Entry<String, JsonNode> one : job.properties()) {
      assertThat(export.path(one.getKey())).isEqualTo(one.getValue());
    }
    assertThat(export.path("runs").get(0).path("summary").toString())
        .isEqualTo("{\"a\":1.0,\"b\":2.0,\"c\":3.0}");
    assertThat(export.path("attempts").get(0).path("exitCode").asInt()).isEqualTo(3);
    assertThat(export.path("exportedBy").propertyNames())
        .containsExactly("normlab", "djl", "pytorch", "java");
    assertThat(export.path("exportedBy").valueStream().map(JsonNode::asString))
        .noneMatch("unknown"::equals);
    assertThat(service.get("/jobs/" + id + "/export.json", "If-None-Match", answer.etag()).status())
        .isEqualTo(304);
  }
}
