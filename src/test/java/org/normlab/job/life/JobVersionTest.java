package org.normlab.job.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.Job;
import org.normlab.web.Meanwhile;
import org.normlab.web.ServedApi;
import org.normlab.web.ServedChange;
import org.normlab.web.Service.Answer;
import org.springframework.dao.OptimisticLockingFailureException;

/** Two changes of one version of a job: the second is refused, and the first is not lost. */
class JobVersionTest extends ServedApi {
  @ParameterizedTest
  @EnumSource
  void theSecondTransactionFails(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    String id = store.jobs.submit(SampleJobs.spec(SampleJobs.DIGITS), null, null).job().id();
    assertThatThrownBy(
            () ->
                store.transaction.executeWithoutResult(
                    _ -> {
                      // Read without the lock that all code of the service takes.
                      JobEntity seen = store.entities.shared().find(JobEntity.class, id);
                      Meanwhile.elsewhere(
                          () -> store.jobs.prioritize(id, 5, version -> version == 1));
                      seen.prioritize(9);
                    }))
        .isInstanceOf(OptimisticLockingFailureException.class);
    Job job = store.jobs.find(id).orElseThrow();
    assertThat(job.priority()).isEqualTo(5);
    assertThat(job.version()).isEqualTo(2);
  }

  @Test
  void theSecondRequestIsAnswered412() throws Exception {
    String id = submit("").path("id").asString();
    ServedChange.at(
        "/stale-job",
        this,
        entities -> {
          JobEntity seen = entities.find(JobEntity.class, id);
          assertThat(Meanwhile.elsewhere(() -> prioritize(id, 5)).status()).isEqualTo(200);
          seen.prioritize(9);
        });
    assertProblem(service.post("/stale-job", "{}"), 412, "was changed meanwhile");
    assertThat(service.get("/jobs/" + id).json().path("priority").asInt()).isEqualTo(5);
  }

  @Test
  void oneOfTwoRequestsForOneVersionIsAnswered412() throws Exception {
    String id = submit("").path("id").asString();
    List<Answer> answers =
        Meanwhile.atOneRow(
            this, "job", id, List.of(() -> prioritize(id, 5), () -> prioritize(id, 9)));
    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
    Answer first = answers.stream().filter(one -> one.status() == 200).findFirst().orElseThrow();
    Answer now = service.get("/jobs/" + id);
    assertThat(now.json()).isEqualTo(first.json());
    assertThat(now.etag()).isEqualTo("\"2\"");
  }

  private Answer prioritize(String id, int priority) throws Exception {
    return service.patch("/jobs/" + id, "{\"priority\": " + priority + "}", "If-Match", "\"1\"");
  }
}
