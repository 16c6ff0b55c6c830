package org.normlab.study.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.normlab.web.ServedApi;
import org.normlab.web.Service.Answer;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code mvn test -Dtest=StudyScaleProof} prints how long a study of 1,000 runs over 50 jobs takes
 * to be created and to be compared, each after a first time that warms up.
 */
class StudyScaleProof extends ServedApi {
  private static final int ROUNDS = 5;

  @Test
  void printsWhatAStudyOfAThousandRunsTakes() throws Exception {
    for (int round = 0; round <= ROUNDS; round++) {
      long start = System.nanoTime();
      Answer created = service.post("/studies", study(round));
      double creating = seconds(start);
      assertThat(created.status()).as(created.text()).isEqualTo(201);
      assertThat(created.json().path("runs").path("all").asInt()).isEqualTo(1000);
      assertThat(created.json().path("jobs").path("all").asInt()).isEqualTo(50);
      String id = created.json().path("id").asString();
      endAllRuns(id, round);
      String address = "/studies/" + id + "/comparison";
      start = System.nanoTime();
      Answer compared = service.get(address);
      double first = seconds(start);
      assertThat(compared.json().path("complete").asBoolean()).isTrue();
      start = System.nanoTime();
      assertThat(service.get(address, "If-None-Match", compared.etag()).status()).isEqualTo(304);
      double held = seconds(start);
      start = System.nanoTime();
      assertThat(service.get("/studies/" + id).status()).isEqualTo(200);
      double progress = seconds(start);
      System.out.printf(
          "round %d: created %.3f s, compared %.3f s, 304 %.3f s, progress %.3f s%n",
          round, creating, first, held, progress);
    }
  }

  /** 10 methods and 5 batch sizes make 50 jobs; 4 rates and 5 seeds, 20 runs of each. */
  private static String study(int round) {
    String groups =
        IntStream.rangeClosed(1, 10)
            .mapToObj(
                i ->
                    "{\"label\":\"l%d\",\"set\":{\"architecture.hidden\":[%d]}}"
                        .formatted(i, 8 * i))
            .collect(Collectors.joining(","));
    return """
    {"name": "scale %d", "base": {"architecture": {"type": "mlp"}, "data": {"name": "digits"},
      "normalization": {"type": "batch"}},
     "axes": {"width": [%s], "batchSize": [8, 16, 32, 64, 128],
       "learningRate": [0.003, 0.01, 0.03, 0.1]}, "compare": "width",
     "select": {"over": ["learningRate"]}}
    """
        .formatted(round, groups);
  }

  private void endAllRuns(String study, int round) {
    SplittableRandom random = new SplittableRandom(round);
    sql.sql("select job, run from study_run where study = ?")
        .param(study)
        .query(
            row -> {
              double value = 0.9 + 0.05 * random.nextDouble();
              String summary =
                  JsonMapper.shared()
                      .writeValueAsString(
                          Map.of(
                              "test.accuracy",
                              value,
                              "validation.accuracy",
                              value,
                              "seconds",
                              random.nextDouble()));
              sql.sql(
                      "update job_run set outcome = 'COMPLETED', summary = ? where job = ? and"
                          + " number = ?")
                  .params(summary, row.getString(1), row.getInt(2))
                  .update();
            });
    sql.sql("update job set state = 'SUCCEEDED', version = version + 1").update();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
