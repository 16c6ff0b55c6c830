package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.train.Recording.replica;
import static org.normlab.train.device.FusedRunsTest.distance;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.data.DataSet;
import org.normlab.optim.Optimizer;
import org.normlab.setting.Families;

/** Updates beyond the reference trajectories: rates per replica, clipping, exempt parameters. */
class UpdateTest {
  private static final DataSet SET = Small.noiseFor(Small.MLP);
  private static final int STEPS = 12;

  private static SupervisedSpec spec(String optimizer, String more) {
    return Small.spec(
        Small.MLP,
        "{\"type\":\"batch\"}",
        "\"batchSize\":16,\"optimizer\":{\"schedule\":{\"type\":\"constant\"},%s}%s"
            .formatted(optimizer, more));
  }

  /** Every optimizer with the settings that all take, and what single ones take besides. */
  static Stream<String> optimizers() {
    Stream<String> all =
        Families.words(Optimizer.class, Optimizer.class).stream()
            .flatMap(
                type ->
                    Stream.of(
                            "\"weightDecay\":0.1",
                            "\"weightDecay\":0.5,\"clip\":0.1",
                            "\"clip\":0.5,\"adaptiveClip\":0.02",
                            "\"weightDecay\":0.5,\"decayNormalization\":false")
                        .map(more -> "\"type\":\"%s\",%s".formatted(type, more)));
    return Stream.concat(
        all,
        Stream.of(
            "\"type\":\"sgd\",\"momentum\":0", "\"type\":\"sgd\",\"nesterov\":true,\"clip\":0.1"));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void theFusedUpdateEqualsTheOnePerReplica(String optimizer) {
    SupervisedSpec spec = spec(optimizer, ",\"seeds\":[0,1,2]");
    Recording fused = Recording.of(spec, SET, STEPS, true);
    Recording each = Recording.of(spec, SET, STEPS, false);
    // Without momentum the fused update leaves its buffers alone, and nothing reads them.
    fused.first().entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith("moment."))
        .forEach(
            entry ->
                assertThat(distance(each.first().get(entry.getKey()), entry.getValue()))
                    .as(entry.getKey())
                    .isLessThan(1e-5));
    // Rounding is amplified from step to step, most where AdamW divides by small moments.
    for (int k = 0; k < STEPS; k++) {
      for (int r = 0; r < 3; r++) {
        float expected = fused.losses()[k][r];
        assertThat(Math.abs(each.losses()[k][r] - expected) / expected).isLessThan(1e-3f);
      }
    }
  }

  @Test
  void eachPointOfASweepHasItsOwnRates() {
    String sgd = "\"type\":\"sgd\",\"learningRate\":%s,\"weightDecay\":%s,\"momentum\":%s";
    SupervisedSpec sweep =
        spec(
            sgd.formatted("9", "9", "0.5"),
            ",\"sweep\":{\"learningRate\":[0.001,0.004],\"weightDecay\":[0,0.2],\"momentum\":[0,0.9]}");
    Recording all = Recording.of(sweep, SET, STEPS);
    List<Run> runs = sweep.runs();
    assertThat(runs).hasSize(8);
    for (Run run : runs) {
      SupervisedSpec single =
          spec(sgd.formatted(run.learningRate(), run.weightDecay(), run.momentum()), "");
      Recording alone = Recording.of(single, SET, STEPS);
      for (int k = 0; k < STEPS; k++) {
        float expected = alone.losses()[k][0];
        assertThat(Math.abs(all.losses()[k][run.number()] - expected) / expected)
            .as("%s before step %d", run, k)
            .isLessThan(1e-4f);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0.01, true", "1e6, false"})
  void clippingBoundsTheGradientOfEachReplica(double limit, boolean bites) {
    String sgd = "\"type\":\"sgd\",\"clip\":" + limit;
    Recording clipped = Recording.of(spec(sgd, ",\"seeds\":[0,1,2]"), SET, 1);
    for (int r = 0; r < 3; r++) {
      double norm = momentumNorm(clipped.first(), r);
      // The norm that is reported is the gradient's own, before clipping.
      assertThat(clipped.norms()[r]).isGreaterThan(0.1f);
      assertThat(norm / (bites ? limit : clipped.norms()[r])).isBetween(0.9998, 1.0001);
    }
  }

  @Test
  void adaptiveClippingBoundsTheGradientOfEachUnit() {
    double limit = 0.001;
    String sgd = "\"type\":\"sgd\",\"adaptiveClip\":" + limit;
    Recording clipped = Recording.of(spec(sgd, ",\"seeds\":[0,1,2]"), SET, 1);
    float[] free = gradient(Recording.of(spec("\"type\":\"sgd\"", ",\"seeds\":[0,1,2]"), SET, 1));
    float[] weight = clipped.initial().get("hidden.1.weight");
    float[] gradient = gradient(clipped);
    for (int row = 0; row < 3 * 24; row++) {
      double most = limit * norm(weight, row);
      double expected = Math.min(most, norm(free, row));
      assertThat(norm(gradient, row)).isBetween(0.9999 * expected, 1.0001 * expected);
    }
    // The norm that is reported is the gradient's own, and the output layer's is left alone.
    assertThat(clipped.norms()[0]).isGreaterThan(0.1f);
    String output = "moment.0.output.weight";
    assertThat(clipped.first().get(output))
        .isEqualTo(
            Recording.of(spec("\"type\":\"sgd\"", ",\"seeds\":[0,1,2]"), SET, 1)
                .first()
                .get(output));
  }

  private static float[] gradient(Recording recording) {
    return recording.first().get("moment.0.hidden.1.weight");
  }

  /** Of one row of 24 numbers. */
  private static double norm(float[] rows, int row) {
    double squares = 0;
    for (int i = 24 * row; i < 24 * (row + 1); i++) {
      squares += (double) rows[i] * rows[i];
    }
    return Math.sqrt(squares);
  }

  private static double momentumNorm(Map<String, float[]> tensors, int r) {
    double squares = 0;
    for (var entry : tensors.entrySet()) {
      if (entry.getKey().startsWith("moment.0.")) {
        for (float value : replica(entry.getValue(), r, 3)) {
          squares += (double) value * value;
        }
      }
    }
    return Math.sqrt(squares);
  }

  @Test
  void scalesAndOffsetsMayBeExemptFromDecay() {
    String sgd = "\"type\":\"sgd\",\"momentum\":0,\"weightDecay\":1,\"decayNormalization\":";
    Recording with = Recording.of(spec(sgd + "true", ""), SET, 1);
    Recording without = Recording.of(spec(sgd + "false", ""), SET, 1);
    String gamma = "hidden.0.norm.gamma";
    for (int i = 0; i < 24; i++) {
      // The rate is 0.1 and γ starts at 1.
      assertThat(without.first().get(gamma)[i] - with.first().get(gamma)[i])
          .isBetween(0.0999f, 0.1001f);
    }
    for (String name : List.of("hidden.0.weight", "output.weight", "output.bias")) {
      assertThat(with.first().get(name)).isEqualTo(without.first().get(name));
    }
  }
}
