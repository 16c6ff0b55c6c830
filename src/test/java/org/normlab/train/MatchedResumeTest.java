package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.train.file.ResumeTest;
import org.normlab.trainer.Message;

/**
 * A trainer is killed within an epoch, of a job that records norms and of one that follows them;
 * what another one makes of the checkpoint equals an uninterrupted training, bit for bit.
 */
class MatchedResumeTest {
  private static final String JOB =
      """
      {"architecture":{"type":"mlp","hidden":[24,24],"dropout":0.2},"data":{"name":"digits"},
       "batchSize":16,"epochs":5,"seeds":[3,8],
       "optimizer":{"type":"sgd","learningRate":0.05,"weightDecay":0.01},%s}
      """;
  private static final String DECAY =
      JOB.formatted("\"normalization\":{\"type\":\"batch\"},\"recordNorms\":true");
  private static final String MATCHED =
      JOB.formatted(
          "\"normalization\":{\"type\":\"norm-matched-rate\",\"reference\":\"a"
              + " job\",\"schedule\":\"%s\"}");
  private static final int STEPS_AN_EPOCH = 842 / 16;

  private static final Predicate<Message.Event> MID_EPOCH = Interruption.midEpoch(STEPS_AN_EPOCH);

  private static Interruption training;

  @TempDir private Path folder;

  @BeforeAll
  static void startTrainer() throws Exception {
    training = new Interruption();
  }

  @AfterAll
  static void endTrainer() {
    training.close();
  }

  private TrainerDriver.Job job(String json, String name, double checkpointSeconds) {
    return new TrainerDriver.Job(json, folder, folder.resolve(name), 2, checkpointSeconds);
  }

  @Test
  void theRecordSurvives() throws Exception {
    Heard whole = training.uninterrupted(job(DECAY, "whole", 1e6), null);
    Heard resumed = training.interrupted(job(DECAY, "resumed", 0.01), null, MID_EPOCH);
    assertThat(resumed.norms).hasSize(1);
    assertThat(resumed.norms.getFirst().toString()).contains("attempt-2");
    assertThat(resumed.norms.getFirst()).hasSameBinaryContentAs(whole.norms.getFirst());
    assertThat(resumed.normsHash).isEqualTo(whole.normsHash);
  }

  /** A checkpoint of the end is all that is left of the groups that have ended. */
  @Test
  void theRecordIsWrittenAgainFromTheLastCheckpoint() throws Exception {
    TrainerDriver.Job job = job(DECAY, "whole", 1e6);
    Heard whole = training.uninterrupted(job, null);
    byte[] expected = Files.readAllBytes(whole.norms.getFirst());
    Heard again = new Heard();
    training.finish(job.start(2, List.of(whole.checkpoints.getLast().toString())), again);
    assertThat(again.norms.getFirst()).hasBinaryContent(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate", "norm"})
  void aMatchedTrainingGoesOnAsItWas(String schedule) throws Exception {
    Heard decay = training.uninterrupted(job(DECAY, "decay", 1e6), null);
    Message.Reference norms =
        new Message.Reference(decay.norms.getFirst().toString(), decay.normsHash);
    String json = MATCHED.formatted(schedule);
    Heard whole = training.uninterrupted(job(json, "whole", 1e6), norms);
    Heard resumed = training.interrupted(job(json, "resumed", 0.01), norms, MID_EPOCH);
    assertThat(resumed.points).isNotEmpty().isEqualTo(whole.points);
    Map<String, float[]> expected = ResumeTest.tensors(whole.checkpoints.getLast());
    Map<String, float[]> actual = ResumeTest.tensors(resumed.checkpoints.getLast());
    assertThat(actual.keySet()).isEqualTo(expected.keySet()).contains("hidden.1.recordedNorm");
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
  }

  @Test
  void aTrainerWithoutTheRecordSaysSo() throws Exception {
    Heard heard = new Heard();
    try (TrainerDriver trainer = new TrainerDriver()) {
      String json = MATCHED.formatted("rate");
      Message.Event last =
          trainer.follow(job(json, "none", 1e6).start(1, List.of()), heard, _ -> false);
      assertThat(last)
          .isEqualTo(
              new Message.Finished(
                  Message.Verdict.FAILED,
                  "the method needs the norms that job a job recorded, and none were handed"
                      + " over"));
    }
  }
}
