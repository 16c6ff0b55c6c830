package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.normlab.train.Recording.replica;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.DataSet;

/**
 * What optimizers do against the loss of plasticity, beyond the reference trajectories: drawings,
 * and that replicas do not mix.
 */
class PlasticityTest {
  private static final DataSet SET = Small.noiseFor(Small.MLP);
  private static final String ALL =
      "\"towardInitial\":0.1,\"updateNoise\":0.1,\"redo\":{\"every\":3,\"threshold\":0.5},"
          + "\"shrinkAndPerturb\":{\"shrink\":0.9,\"perturb\":0.1,\"every\":2}";

  private static SupervisedSpec spec(String method, String optimizer, String seeds) {
    return Small.spec(
        Small.MLP,
        "{\"type\":\"%s\"}".formatted(method),
        "\"batchSize\":16,\"seeds\":%s,\"optimizer\":{\"schedule\":{\"type\":\"constant\"},%s}"
            .formatted(seeds, optimizer));
  }

  private static Recording record(String optimizer, String seeds, int steps) {
    return Recording.of(spec("batch", optimizer, seeds), SET, steps);
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static double deviation(double[] values) {
    double mean = DoubleStream.of(values).average().orElseThrow();
    return Math.sqrt(DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  private static double correlation(double[] a, double[] b) {
    double product = IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).average().orElse(0);
    double means = DoubleStream.of(a).average().orElse(0) * DoubleStream.of(b).average().orElse(0);
    return (product - means) / deviation(a) / deviation(b);
  }

  private static double[] difference(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] - b[i]).toArray();
  }

  @Test
  void theNoiseOfAnUpdateIsGaussianInUnitsOfTheRate() {
    String sgd = "\"type\":\"sgd\",\"learningRate\":0.02";
    Recording plain = record(sgd, "[0,1]", 1);
    Recording noisy = record(sgd + ",\"updateNoise\":0.5", "[0,1]", 1);
    String name = "hidden.1.weight";
    double[] noise = difference(noisy.first().get(name), plain.first().get(name));
    // 1152 numbers of deviation 0.01: mean and deviation are known to 3 % and 2 %.
    assertThat(deviation(noise)).isCloseTo(0.01, within(1e-3));
    assertThat(DoubleStream.of(noise).average().orElseThrow()).isCloseTo(0, within(1e-3));
    long far = DoubleStream.of(noise).filter(x -> Math.abs(x) > 0.01).count();
    assertThat((double) far / noise.length).isCloseTo(0.317, within(0.05));
    double[] first = Arrays.copyOf(noise, 576);
    assertThat(correlation(first, Arrays.copyOfRange(noise, 576, 1152))).isLessThan(0.15);
    double[] other =
        difference(noisy.first().get("hidden.0.weight"), plain.first().get("hidden.0.weight"));
    assertThat(correlation(Arrays.copyOf(other, 576), first)).isLessThan(0.15);
    plain.first().keySet().stream()
        .filter(tensor -> tensor.startsWith("moment.") || tensor.contains("running"))
        .forEach(t -> assertThat(noisy.first().get(t)).as(t).isEqualTo(plain.first().get(t)));
  }

  @Test
  void theNoiseIsAnotherInEachStep() {
    String still = "\"type\":\"sgd\",\"learningRate\":1e-6,\"momentum\":0,\"updateNoise\":10000";
    Recording recording = record(still, "[0]", 2);
    String name = "hidden.1.weight";
    double[] first = difference(recording.first().get(name), recording.initial().get(name));
    double[] second = difference(recording.last().get(name), recording.first().get(name));
    assertThat(deviation(first)).isCloseTo(0.01, within(1.5e-3));
    assertThat(deviation(second)).isCloseTo(0.01, within(1.5e-3));
    assertThat(Math.abs(correlation(first, second))).isLessThan(0.15);
  }

  /** With a shrink of 0 nothing is left but what is drawn. */
  @Test
  void freshWeightsAreThoseOfAStart() {
    String sgd = "\"type\":\"sgd\",\"shrinkAndPerturb\":{\"shrink\":0,\"perturb\":1,\"every\":2}";
    Recording two = record(sgd, "[0,1]", 2);
    Map<String, float[]> plain = record("\"type\":\"sgd\"", "[0,1]", 1).first();
    plain.forEach((name, values) -> assertThat(two.first().get(name)).as(name).isEqualTo(values));
    double[] drawn = doubles(two.last().get("hidden.1.weight"));
    assertThat(deviation(drawn)).isCloseTo(Math.sqrt(2.0 / 24), within(0.02));
    double[] output = doubles(two.last().get("output.weight"));
    assertThat(deviation(output)).isCloseTo(Math.sqrt(1.0 / 24), within(0.03));
    double[] initial = doubles(two.initial().get("hidden.1.weight"));
    assertThat(Math.abs(correlation(drawn, initial))).isLessThan(0.15);
    assertThat(two.last().get("hidden.0.norm.gamma")).containsOnly(1f);
    assertThat(two.last().get("hidden.0.norm.beta")).containsOnly(0f);
    assertThat(two.last().get("output.bias")).containsOnly(0f);
    Recording four = record(sgd, "[0,1]", 4);
    assertThat(Math.abs(correlation(doubles(four.last().get("hidden.1.weight")), drawn)))
        .isLessThan(0.15);
    Recording alone = record(sgd, "[1]", 2);
    for (String name : List.of("hidden.0.weight", "hidden.1.weight", "output.weight")) {
      assertThat(alone.last().get(name)).isEqualTo(replica(two.last().get(name), 1, 2));
    }
  }

  /** What a method measures at the start is measured of fresh weights too. */
  @Test
  void freshLengthsAreThoseOfFreshDirections() {
    String sgd = "\"type\":\"sgd\",\"shrinkAndPerturb\":{\"shrink\":0,\"perturb\":1,\"every\":1}";
    Map<String, float[]> fresh = Recording.of(spec("weight", sgd, "[0]"), SET, 1).first();
    for (int row = 0; row < 24; row++) {
      double squares = 0;
      for (int i = 0; i < 12; i++) {
        squares += Math.pow(fresh.get("hidden.0.direction")[12 * row + i], 2);
      }
      assertThat((double) fresh.get("hidden.0.magnitude")[row])
          .isCloseTo(Math.sqrt(squares), within(1e-5));
    }
  }

  @Test
  void theInitialWeightsAreKept() {
    Recording recording = record("\"type\":\"adamw\",\"towardInitial\":0.1", "[0,1]", 5);
    for (String name : List.of("hidden.0.weight", "hidden.1.norm.gamma", "output.bias")) {
      float[] kept = recording.last().get("moment.initial." + name);
      assertThat(kept).as(name).isEqualTo(recording.initial().get(name));
      assertThat(recording.last().get(name)).as(name).isNotEqualTo(kept);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"type\":\"sgd\",\"clip\":1,", "\"type\":\"adamw\","})
  void fusedEqualsSeparate(String optimizer) {
    int steps = 6;
    SupervisedSpec fused = spec("batch", optimizer + ALL, "[0,1,2]");
    Recording together = Recording.of(fused, SET, steps);
    for (int r = 0; r < 3; r++) {
      Recording alone = record(optimizer + ALL, "[" + r + "]", steps);
      for (int k = 0; k < steps; k++) {
        float expected = alone.losses()[k][0];
        assertThat(Math.abs(together.losses()[k][r] - expected) / expected)
            .as("loss of seed %d before step %d", r, k)
            .isLessThan(1e-3f);
      }
    }
  }

  @Test
  void aRateOfItsOwnForEachRunHasNoiseOfItsOwnSize() {
    SupervisedSpec spec =
        Small.spec(
            Small.MLP,
            "{\"type\":\"none\"}",
            "\"batchSize\":16,\"sweep\":{\"learningRate\":[1e-6,4e-6]},\"optimizer\":"
                + "{\"type\":\"sgd\",\"updateNoise\":10000,\"schedule\":{\"type\":\"constant\"}}");
    Recording recording = Recording.of(spec, SET, 1);
    String name = "hidden.1.weight";
    double[] noise = difference(recording.first().get(name), recording.initial().get(name));
    assertThat(deviation(Arrays.copyOf(noise, 576))).isCloseTo(0.01, within(1.5e-3));
    assertThat(deviation(Arrays.copyOfRange(noise, 576, 1152))).isCloseTo(0.04, within(6e-3));
  }
}
