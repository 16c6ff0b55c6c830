package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What <i>Norm matters</i> says of halves: squares of activations of some hundreds overflow, so
 * that batch normalization fails where its L¹ form trains.
 */
class HalfOverflowTest {
  private static final int EPOCHS = 10;

  private static SupervisedSpec spec(String method, String precision) {
    return Small.spec(
        "{\"type\":\"mlp\",\"hidden\":[32,32]}",
        "{\"type\":\"%s\"}".formatted(method),
        "\"batchSize\":64,\"precision\":\"%s\",\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0.05}"
            .formatted(precision));
  }

  /** A network in halves sees micro-batches where one in float32 does. */
  @ParameterizedTest
  @ValueSource(strings = {"batch", "l1-batch", "linf-batch", "topk-batch"})
  void microBatchesHaveStatisticsOfTheirOwn(String method) {
    float whole = firstLoss(method, "float16-all", "");
    float micro = firstLoss(method, "float16-all", ",\"microBatch\":8");
    float wide = firstLoss(method, "float32", ",\"microBatch\":8");
    assertThat(Math.abs(micro / wide - 1)).isLessThan(2e-3f);
    assertThat(Math.abs(whole / wide - 1)).isGreaterThan(4e-3f);
  }

  private static float firstLoss(String method, String precision, String more) {
    SupervisedSpec spec =
        Small.spec(
            "{\"type\":\"mlp\",\"hidden\":[32,32]}",
            "{\"type\":\"%s\"}".formatted(method),
            "\"batchSize\":64,\"precision\":\"%s\"%s".formatted(precision, more));
    return Recording.of(spec, HalfProofs.clouds(1), 1).losses()[0][0];
  }

  private static double accuracy(String method, String precision, float unit) {
    return HalfProofs.evaluate(spec(method, precision), HalfProofs.clouds(unit), EPOCHS)[1][0];
  }

  /**
   * An infinite variance leaves the loss at log 5 and makes gradients NaN, however small the factor
   * on the loss: from 2¹⁶ to 2⁻¹⁴ it is halved 30 times, and the 31st overflow ends the run.
   */
  @Test
  void theRunWhoseSquaresOverflowIsGivenUpAtItsThirtyFirstStep() {
    Recording squares = Recording.of(spec("batch", "float16-all"), HalfProofs.clouds(300), 32);
    for (int k = 0; k < 30; k++) {
      assertThat((double) squares.losses()[k][0]).isCloseTo(Math.log(Small.CLASSES), within(1e-5));
    }
    assertThat(squares.losses()[30][0]).isNaN();
    assertThat(squares.last().get("hidden.0.weight"))
        .isEqualTo(squares.initial().get("hidden.0.weight"));
    Recording absolute = Recording.of(spec("l1-batch", "float16-all"), HalfProofs.clouds(300), 32);
    assertThat(absolute.losses()[31][0]).isLessThan(1);
  }

  @ParameterizedTest
  @CsvSource({
    "batch, float16-all, 1, true",
    "l1-batch, float16-all, 1, true",
    "linf-batch, float16-all, 1, true",
    "topk-batch, float16-all, 1, true",
    "none, float16-all, 1, true",
    "batch, float16-all, 300, false",
    "l1-batch, float16-all, 300, true",
    "linf-batch, float16-all, 300, true",
    "topk-batch, float16-all, 300, true",
    "batch, float16, 300, true",
    "batch, float32, 300, true",
  })
  void squaresOverflowAndAbsoluteValuesDoNot(
      String method, String precision, float unit, boolean learns) {
    double accuracy = accuracy(method, precision, unit);
    System.out.printf(
        "%s in %s, inputs of deviation %.0f: accuracy %.3f%n",
        method, precision, unit * Math.sqrt(2), accuracy);
    if (learns) {
      assertThat(accuracy).isGreaterThan(0.85);
    } else {
      // Five classes; a network that took no step.
      assertThat(accuracy).isLessThan(0.3);
    }
  }
}
