package org.normlab.train.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.DataSet;
import org.normlab.net.Network;
import org.normlab.torch.Kernel;
import org.normlab.train.PlainMlp;
import org.normlab.train.ProbeSeries;
import org.normlab.train.Small;
import org.normlab.train.SupervisedSpec;

/** What probes say against plain arithmetic, for every nonlinearity, method and network. */
class ProbesTest {
  private static final int FEATURES = 12;
  private static final DataSet TABLE = Small.table(FEATURES);
  private static final double SELU = 1.0507009873554805;
  private static final double SELU_LOW = SELU * 1.6732632423543772;

  private static SupervisedSpec mlp(
      String function, int width, String method, int batch, String more) {
    String network =
        "{\"type\":\"mlp\",\"hidden\":[%d],\"activation\":\"%s\"}".formatted(width, function);
    return Small.spec(
        network,
        "{\"type\":\"%s\"}".formatted(method),
        "\"batchSize\":%d%s".formatted(batch, more));
  }

  private static double[][] inputs(DataSet set, long[] rows) {
    ByteBuffer values = set.values();
    double[][] x = new double[rows.length][FEATURES];
    for (int b = 0; b < rows.length; b++) {
      for (int i = 0; i < FEATURES; i++) {
        x[b][i] = values.getFloat(Float.BYTES * (int) (rows[b] * FEATURES + i));
      }
    }
    return x;
  }

  private static PlainMlp plain(Looks looks, DoubleUnaryOperator f) {
    return new PlainMlp(
        inputs(TABLE, looks.rows()),
        looks.tensor("hidden.0.weight"),
        looks.tensor("hidden.0.bias"),
        looks.tensor("output.weight"),
        looks.tensor("output.bias"),
        f);
  }

  private static DoubleUnaryOperator function(String name) {
    return switch (name) {
      case "relu" -> z -> Math.max(z, 0);
      case "tanh" -> Math::tanh;
      case "elu" -> z -> z > 0 ? z : Math.expm1(z);
      case "selu" -> z -> z > 0 ? SELU * z : SELU_LOW * Math.expm1(z);
      case "silu" -> z -> z / (1 + Math.exp(-z));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static DoublePredicate ended(String function) {
    return switch (function) {
      case "tanh" -> y -> Math.abs(y) >= 0.99;
      case "elu" -> y -> y <= -0.99;
      case "selu" -> y -> y <= -0.99 * SELU_LOW;
      default -> y -> y <= 0;
    };
  }

  private static int[] labels(long[] rows) {
    return Arrays.stream(rows).mapToInt(row -> TABLE.labels()[(int) row]).toArray();
  }

  /** Two samples and weights that have grown leave some units dead or saturated. */
  @ParameterizedTest
  @CsvSource({"relu, dead", "silu, dead", "tanh, saturated", "elu, saturated", "selu, saturated"})
  void activationsAreWhatPlainArithmeticFinds(String function, String series) {
    SupervisedSpec spec =
        mlp(function, 200, "none", 2, ",\"optimizer\":{\"type\":\"sgd\",\"learningRate\":6}");
    Looks looks = Looks.of(spec, TABLE, 3);
    PlainMlp plain = plain(looks, function(function));
    double scale = Math.sqrt(PlainMlp.variance(plain.before));
    for (String when : List.of("Before", "After")) {
      assertThat(looks.one("hidden.0.norm.mean" + when))
          .isCloseTo(PlainMlp.mean(plain.before), within(1e-5 * scale));
      assertThat(looks.one("hidden.0.norm.variance" + when) / PlainMlp.variance(plain.before))
          .isCloseTo(1, within(1e-5));
    }
    assertThat(looks.one("hidden.0.norm.meanActivated"))
        .isCloseTo(PlainMlp.mean(plain.after), within(1e-5 * scale));
    assertThat(looks.one("hidden.0.norm.varianceActivated") / PlainMlp.variance(plain.after))
        .isCloseTo(1, within(1e-5));
    double share = PlainMlp.share(plain.after, ended(function));
    assertThat(share).as("the test sees such units").isBetween(0.004, 0.99);
    assertThat(looks.one("hidden.0.norm." + series)).isCloseTo(share, within(1e-6));
  }

  @Test
  void unitsThatTakeNoPartAreWhatPlainArithmeticFinds() {
    SupervisedSpec spec =
        mlp("relu", 200, "none", 2, ",\"optimizer\":{\"type\":\"sgd\",\"learningRate\":6}");
    Looks looks = Looks.of(spec, TABLE, 3);
    double[][] after = plain(looks, function("relu")).after;
    double dead = PlainMlp.share(after, y -> y <= 0);
    double linear = dead + PlainMlp.share(after, y -> y > 0);
    assertThat(linear).as("the test sees both kinds").isGreaterThan(dead).isLessThan(1);
    assertThat(looks.one("hidden.0.norm.linearized")).isCloseTo(linear, within(1e-6));
    double most = 0.025 * PlainMlp.mean(after);
    double dormant =
        IntStream.range(0, 200)
                .mapToDouble(unit -> Arrays.stream(after).mapToDouble(y -> y[unit]).sum() / 2)
                .filter(size -> size <= most)
                .count()
            / 200.0;
    assertThat(dormant).as("more than the dead ones").isGreaterThan(dead);
    assertThat(looks.one("hidden.0.norm.dormant")).isCloseTo(dormant, within(1e-6));
  }

  /** Two samples that are no multiples of each other span two directions. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2"})
  void featuresHaveNoMoreDirectionsThanSamples(int batch, double rank) {
    Looks looks = Looks.of(mlp("relu", 200, "none", batch, ""), TABLE, 0);
    assertThat(looks.one("features.rank")).isEqualTo(rank);
    assertThat(looks.one("features.effectiveRank")).isEqualTo(rank);
  }

  @Test
  void theNormOfAllParametersIsThatOfOneVector() {
    Looks looks = Looks.of(mlp("relu", 20, "layer", 16, ""), TABLE, 1);
    double squares =
        looks.tensors().keySet().stream()
            .filter(name -> looks.seen().containsKey("probe." + name + "Norm"))
            .mapToDouble(name -> Math.pow(PlainMlp.norm(looks.tensor(name)), 2))
            .sum();
    assertThat(looks.one("network.parameterNorm") / Math.sqrt(squares)).isCloseTo(1, within(1e-5));
  }

  @Test
  void normsAndGradientsAreWhatPlainArithmeticFinds() {
    Looks looks = Looks.of(mlp("relu", 20, "none", 16, ""), TABLE, 1);
    PlainMlp plain = plain(looks, function("relu"));
    double hidden = PlainMlp.norm(looks.tensor("hidden.0.weight"));
    assertThat(looks.one("hidden.0.weightNorm") / hidden).isCloseTo(1, within(1e-5));
    double bias = PlainMlp.norm(looks.tensor("hidden.0.bias"));
    assertThat(bias).isPositive();
    assertThat(looks.one("hidden.0.biasNorm") / bias).isCloseTo(1, within(1e-5));
    int[] labels = labels(looks.rows());
    double gradient = plain.hiddenGradient(labels, z -> z > 0 ? 1 : 0);
    assertThat(looks.one("hidden.0.weightGradientNorm") / gradient).isCloseTo(1, within(1e-4));
    assertThat(looks.one("output.weightGradientNorm") / plain.outputGradient(labels))
        .isCloseTo(1, within(1e-4));
  }

  /** The rate is the schedule's at that step; a momentum does not count. */
  @ParameterizedTest
  @CsvSource({"sgd, 2", "adamw, 1"})
  void theEffectiveRateIsTheRateByAPowerOfTheNorm(String optimizer, int power) {
    String rate =
        ",\"optimizer\":{\"type\":\"%s\",\"learningRate\":0.01,\"schedule\":{\"type\":\"step\",\"at\":[0.2],\"factor\":0.5}}";
    Looks looks = Looks.of(mlp("relu", 20, "layer", 16, rate.formatted(optimizer)), TABLE, 3);
    double norm = PlainMlp.norm(looks.tensor("hidden.0.weight"));
    double expected = 0.005 / Math.pow(norm, power);
    assertThat(looks.one("hidden.0.weightEffectiveRate") / expected).isCloseTo(1, within(1e-5));
    norm = PlainMlp.norm(looks.tensor("output.weight"));
    assertThat(looks.one("output.weightEffectiveRate") / 0.005 * Math.pow(norm, power))
        .isCloseTo(1, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "layer"})
  void aNormalizedLayerHasMeanZeroAndVarianceOne(String method) {
    Looks looks = Looks.of(mlp("relu", 40, method, 16, ""), TABLE, 0);
    assertThat(looks.one("hidden.0.norm.meanAfter")).isCloseTo(0, within(1e-6));
    assertThat(looks.one("hidden.0.norm.varianceAfter")).isCloseTo(1, within(1e-3));
    assertThat(looks.one("hidden.0.norm.varianceBefore")).isGreaterThan(1.5);
    assertThat(looks.one("hidden.0.norm.gammaNorm")).isCloseTo(Math.sqrt(40), within(1e-5));
    assertThat(looks.one("hidden.0.norm.betaNorm")).isZero();
  }

  /** One step from 0 and 1 with weight 0.1. */
  @Test
  void aMethodShowsItsOwnState() {
    Looks looks = Looks.of(mlp("relu", 40, "batch", 16, ""), TABLE, 1);
    double[] mean = looks.tensor("hidden.0.norm.runningMean");
    assertThat(looks.one("hidden.0.norm.runningMean"))
        .isCloseTo(Arrays.stream(mean).average().orElseThrow(), within(1e-6));
    double[] variance = looks.tensor("hidden.0.norm.runningVariance");
    assertThat(looks.one("hidden.0.norm.runningVariance"))
        .isCloseTo(Arrays.stream(variance).average().orElseThrow(), within(1e-6));
  }

  /** Against running statistics of 0 and 1, as they start. */
  @Test
  void renormalizationShowsItsCorrections() {
    Looks looks = Looks.of(mlp("relu", 40, "batch-renorm", 16, ""), TABLE, 0);
    double[] none = new double[40];
    double[][] z =
        new PlainMlp(
                inputs(TABLE, looks.rows()),
                looks.tensor("hidden.0.weight"),
                none,
                looks.tensor("output.weight"),
                looks.tensor("output.bias"),
                function("relu"))
            .before;
    double r = 0;
    double d = 0;
    for (int unit = 0; unit < 40; unit++) {
      int u = unit;
      double[][] one = Arrays.stream(z).map(row -> new double[] {row[u]}).toArray(double[][]::new);
      r += Math.clamp(Math.sqrt(PlainMlp.variance(one)), 1 / 3.0, 3) / 40;
      d += Math.min(Math.abs(PlainMlp.mean(one)), 5) / 40;
    }
    assertThat(looks.one("hidden.0.norm.r")).isCloseTo(r, within(1e-4));
    assertThat(looks.one("hidden.0.norm.d")).isCloseTo(d, within(1e-4));
  }

  @Test
  void kalmanShowsItsGainFromTheSecondSiteOn() {
    DataSet set = Small.noiseFor(Small.MLP);
    Looks looks = Looks.of(small("{\"type\":\"kalman\"}", Small.MLP, "[0,1]"), set, 0);
    assertThat(looks.seen().get("probe.hidden.1.norm.gain")).hasSize(2);
    assertThat(looks.one("hidden.1.norm.gain")).isCloseTo(0.9, within(1e-6));
    assertThat(looks.seen()).doesNotContainKey("probe.hidden.0.norm.gain");
  }

  private static SupervisedSpec small(String method, String network, String seeds) {
    String rate = "\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0.001}";
    return Small.spec(network, method, "\"batchSize\":16,\"seeds\":%s,%s".formatted(seeds, rate));
  }

  @ParameterizedTest
  @MethodSource("org.normlab.train.device.FusedRunsTest#someMethodsAndNetworks")
  void everyMethodAndNetworkShowsFiniteNumbersAndIsNotMoved(String method, String network) {
    DataSet set = Small.noiseFor(network);
    Looks looks = Looks.of(small(method, network, "[0,1]"), set, 2);
    assertThat(looks.seen()).hasSizeGreaterThan(10);
    assertThat(looks.seen().keySet())
        .containsExactlyInAnyOrderElementsOf(
            ProbeSeries.names(small(method, network, "[0]"), SupervisedSpec.samples(set)));
    looks.seen().forEach((name, values) -> assertThat(values).as(name).matches(Looks::areFinite));
    assertThat(looks.seen().keySet()).allMatch(name -> name.length() <= 100);
    assertThat(looks.after().keySet()).isEqualTo(looks.tensors().keySet());
    looks.tensors().forEach((name, t) -> assertThat(looks.after().get(name)).as(name).isEqualTo(t));
  }

  /** At the start, since some methods amplify rounding from step to step. */
  @ParameterizedTest
  @MethodSource("org.normlab.train.device.FusedRunsTest#someMethodsAndNetworks")
  void aRunShowsWhatItShowsAlone(String method, String network) {
    DataSet set = Small.noiseFor(network);
    Looks together = Looks.of(small(method, network, "[0,1]"), set, 0);
    for (int r = 0; r < 2; r++) {
      assertShowsTheSameAlone(together, method, network, r, set);
    }
  }

  private static void assertShowsTheSameAlone(
      Looks together, String method, String network, int r, DataSet set) {
    Map<String, double[]> alone = Looks.of(small(method, network, "[" + r + "]"), set, 0).seen();
    assertThat(together.seen().keySet()).containsExactlyElementsOf(alone.keySet());
    alone.forEach(
        (name, values) ->
            assertThat(together.seen().get(name)[r])
                .as(name)
                .isCloseTo(values[0], within(1e-3 * Math.max(1, Math.abs(values[0])))));
  }

  /** So that it costs nothing where nobody looks. */
  @ParameterizedTest
  @MethodSource("org.normlab.train.device.FusedRunsTest#someMethodsAndNetworks")
  void theProgramThatTrainsIsNotWatched(String method, String network) {
    DataSet set = Small.noiseFor(network);
    SupervisedSpec spec = small(method, network, "[0]");
    Network trained = spec.network(SupervisedSpec.samples(set));
    assertThat(texts(trained.training())).doesNotContain("observed_", "seen_");
    assertThat(texts(trained.evaluation())).doesNotContain("observed_", "seen_");
    assertThat(texts(spec.probing(SupervisedSpec.samples(set), 1).forward()))
        .contains("observed_", "seen_");
  }

  private static String texts(Kernel kernel) {
    return kernel.source()
        + kernel.needs().stream().map(ProbesTest::texts).collect(Collectors.joining());
  }
}
