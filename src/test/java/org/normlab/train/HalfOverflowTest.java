package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What <i>Norm matters</i> says of halves: squares of activations of some hundreds overflow, so
 * that batch normalization fails where its L¹ form trains.
 */
class HalfOverflowTest {
  private static final int EPOCHS = 10;

  private static double accuracy(String method, String precision, float unit) {
    TrainingSpec spec =
        Small.spec(
            "{\"type\":\"mlp\",\"hidden\":[32,32]}",
            "{\"type\":\"%s\"}".formatted(method),
            "\"batchSize\":64,\"precision\":\"%s\",\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0.05}"
                .formatted(precision));
    return HalfProofs.evaluate(spec, HalfProofs.clouds(unit), EPOCHS)[1][0];
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
      // Five classes, one of them a little larger than the others.
      assertThat(accuracy).isLessThan(0.3);
    }
  }
}
