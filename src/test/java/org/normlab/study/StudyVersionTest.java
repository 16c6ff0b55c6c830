package org.normlab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.life.Store;
import org.normlab.study.life.StudiesOf;
import org.normlab.web.Meanwhile;
import org.normlab.web.ServedApi;
import org.normlab.web.ServedChange;
import org.normlab.web.Service.Answer;
import org.springframework.dao.OptimisticLockingFailureException;
import tools.jackson.databind.JsonNode;

/** Two changes of one version of a study: none is lost. */
class StudyVersionTest extends ServedApi {
  private static final String STUDY =
      """
      {"base": {"architecture": {"type": "mlp"}, "data": {"name": "digits"}, "seeds": [0],
        "normalization": {"type": "batch"}},
       "axes": {"batchSize": [16], "learningRate": [0.01]}}
      """;

  @ParameterizedTest
  @EnumSource
  void theSecondTransactionFails(Store.Kind kind) {
    Store store = Store.fresh(kind);
    String id = StudiesTest.submitted(store).id();
    assertThatThrownBy(
            () ->
                store.transaction.executeWithoutResult(
                    _ -> {
                      // Read without the lock that all code of the service takes.
                      StudyEntity seen = store.entities.shared().find(StudyEntity.class, id);
                      Meanwhile.elsewhere(() -> StudiesOf.steering(store).pause(id));
                      seen.move(StudyPhase.QUEUED, StudyState.CANCELLED, "too late");
                    }))
        .isInstanceOf(OptimisticLockingFailureException.class);
    Study study = StudiesOf.store(store).get(id);
    assertThat(study.state()).isEqualTo(StudyState.PAUSED);
    assertThat(study.reason()).isNull();
    assertThat(study.version()).isEqualTo(2);
  }

  @Test
  void theSecondRequestIsAnswered412() throws Exception {
    String id = submitted();
    ServedChange.at(
        "/stale-study",
        this,
        entities -> {
          StudyEntity seen = entities.find(StudyEntity.class, id);
          assertThat(
                  Meanwhile.elsewhere(() -> service.post("/studies/" + id + "/pause", "")).status())
              .isEqualTo(200);
          seen.move(StudyPhase.QUEUED, StudyState.CANCELLED, "too late");
        });
    assertProblem(service.post("/stale-study", "{}"), 412, "was changed meanwhile");
    assertThat(service.get("/studies/" + id).json().path("state").asString()).isEqualTo("PAUSED");
  }

  /** Both were planned from the first version; the second is planned again and stored too. */
  @Test
  void twoExtensionsOfOneVersionAreBothStored() throws Exception {
    String id = submitted();
    String address = "/studies/" + id + "/extend";
    List<Answer> answers =
        Meanwhile.atOneRow(
            this,
            "study",
            id,
            List.of(
                () -> service.post(address, "{\"axes\": {\"batchSize\": [32]}}"),
                () -> service.post(address, "{\"axes\": {\"learningRate\": [0.1]}}")));
    assertThat(answers).extracting(Answer::status).containsExactly(200, 200);
    assertThat(answers)
        .extracting(answer -> answer.json().path("addedRuns").asInt())
        .containsExactlyInAnyOrder(1, 2);
    JsonNode now = service.get("/studies/" + id).json();
    assertThat(now.path("runs").path("all").asInt()).isEqualTo(4);
    assertThat(now.path("spec").path("axes").path("batchSize")).hasSize(2);
    assertThat(now.path("spec").path("axes").path("learningRate")).hasSize(2);
  }

  private String submitted() throws Exception {
    Answer answer = service.post("/studies", STUDY);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString();
  }
}
