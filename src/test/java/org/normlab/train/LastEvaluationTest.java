package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;
import org.normlab.train.loop.Training;

/**
 * A run is said to have reached what its last evaluation measured, or nothing. An epoch is one step
 * here, so that nothing but the evaluation sees what an update made.
 */
class LastEvaluationTest {
  /** Of a rate of 10⁶: the evaluation after the first update is finite, the next one is not. */
  private static final String LOST_IN_THE_SECOND =
      """
      "architecture": {"type": "mlp", "hidden": [32, 32]}, "normalization": {"type": "none"},
      "optimizer": {"type": "sgd", "learningRate": 1e6, "momentum": 0}, "batchSize": 1024\
      """;

  /** The running statistics lag behind the weights, until the rate has fallen. */
  private static final String LOST_IN_THE_FIRST =
      """
      "architecture": {"type": "mlp", "hidden": [32, 32, 32, 32, 32, 32]},
      "normalization": {"type": "batch"},
      "optimizer": {"type": "sgd", "learningRate": 1e6, "momentum": 0,
        "schedule": {"type": "step", "at": [0.3], "factor": 1e-20}}, "batchSize": 1024\
      """;

  @TempDir private Path folder;

  private Heard train(String job, String more) throws Exception {
    Heard heard = new Heard();
    Training.run(Small.spec(job + more), place(), heard, () -> null);
    return heard;
  }

  private TrainingContext place() {
    DataHome data = new DataHome(folder, false);
    Duration never = Duration.ofDays(1);
    return new TrainingContext(
        data, folder, 1, List.of(), null, 1, 1, "cpu", never, System::nanoTime);
  }

  private static Ending ending(Heard heard) {
    return heard.endings.get(0);
  }

  @Test
  void aRunWhoseLastEvaluationIsNotFiniteHasDiverged() throws Exception {
    Heard heard = train(LOST_IN_THE_SECOND, ",\"epochs\":2");
    assertThat(heard.points).containsKeys("0 test.loss 1", "0 test.accuracy 1", "0 train.loss 2");
    assertThat(ending(heard).outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(ending(heard).reason())
        .isEqualTo("the validation loss was NaN in the last evaluation, after epoch 2 of 2");
    assertThat(ending(heard).step()).isEqualTo(2);
  }

  @Test
  void whatALaterEvaluationCouldNotMeasureIsNoFinalFigure() throws Exception {
    Heard heard = train(LOST_IN_THE_SECOND, ",\"epochs\":2");
    assertThat(ending(heard).summary())
        .containsKeys("train.loss", "train.accuracy")
        .doesNotContainKeys("validation.loss", "validation.accuracy", "test.loss", "test.accuracy");
    assertThat(heard.points).doesNotContainKeys("0 validation.accuracy 2", "0 test.accuracy 2");
  }

  @Test
  void withoutValidationRowsTheTestLossDecides() throws Exception {
    String data = "{\"name\":\"digits\",\"validation\":0}";
    Heard heard = new Heard();
    Training.run(
        Small.spec(LOST_IN_THE_SECOND + ",\"epochs\":1", data), place(), heard, () -> null);
    assertThat(ending(heard).outcome()).isEqualTo(Outcome.COMPLETED);
    heard.endings.clear();
    Training.run(
        Small.spec(LOST_IN_THE_SECOND + ",\"epochs\":2", data), place(), heard, () -> null);
    assertThat(ending(heard).reason()).startsWith("the test loss was NaN");
    assertThat(ending(heard).summary()).doesNotContainKey("validationRows");
  }

  @Test
  void anEvaluationInBetweenEndsNothing() throws Exception {
    Heard heard =
        train(
            LOST_IN_THE_FIRST,
            ",\"epochs\":3,\"earlyStopping\":{\"metric\":\"validation.loss\",\"patience\":2}");
    assertThat(heard.points)
        .doesNotContainKeys("0 validation.loss 1", "0 validation.accuracy 1")
        .containsKeys("0 validation.loss 3", "0 validation.accuracy 3");
    assertThat(ending(heard).outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(ending(heard).summary()).containsKeys("test.loss", "test.accuracy");
    assertThat(ending(heard).summary().get("bestEpoch")).isGreaterThan(1);
  }

  @Test
  void aRunIsNotStoppedEarlyByAnEvaluationThatIsNotFinite() throws Exception {
    Heard heard =
        train(
            LOST_IN_THE_SECOND,
            ",\"epochs\":9,\"earlyStopping\":{\"metric\":\"validation.accuracy\",\"patience\":1}");
    assertThat(ending(heard).outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(ending(heard).reason()).endsWith("in the last evaluation, after epoch 2 of 9");
    assertThat(ending(heard).summary().get("bestEpoch")).isEqualTo(1);
  }
}
