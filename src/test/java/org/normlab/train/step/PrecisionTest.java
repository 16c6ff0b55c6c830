package org.normlab.train.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.data.DataSet;
import org.normlab.net.Network;
import org.normlab.net.layer.Samples;
import org.normlab.norm.Normalization;
import org.normlab.train.HalfProofs;
import org.normlab.train.Recording;
import org.normlab.train.Small;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.device.FusedRunsTest;
import org.normlab.wire.JobJson;

/** Networks that compute in fewer bits than their weights have. */
class PrecisionTest {
  private static final String SMOOTH =
      "{\"type\":\"mlp\",\"hidden\":[24,24],\"activation\":\"tanh\"}";

  /** Without pooling: a rounded maximum may be another pixel's. */
  private static final String IMAGES =
      "{\"type\":\"convnet\",\"channels\":[6],\"dense\":16,\"activation\":\"tanh\"}";

  /** Tried in every network. */
  private static final List<String> FEW = List.of("none", "batch", "layer", "weight");

  private static SupervisedSpec spec(String network, String method, String precision, String sgd) {
    return Small.spec(
        network,
        FusedRunsTest.method(method),
        "\"batchSize\":16,\"seeds\":[0,1],\"precision\":\"%s\",\"optimizer\":{\"type\":\"sgd\",%s}"
            .formatted(precision, sgd));
  }

  private static DataSet noise(String network) {
    return network.equals(IMAGES) ? Small.images(3, 12) : Small.table(12);
  }

  static Stream<Arguments> gradients() {
    return Stream.of(SMOOTH, IMAGES)
        .flatMap(
            network ->
                Stream.of("none", "batch", "layer")
                    .flatMap(
                        method ->
                            // Some units in the last place of the format, relative to the largest.
                            Stream.of(
                                Arguments.of(network, method, "bfloat16", 32 * Math.pow(2, -8)),
                                Arguments.of(network, method, "float16", 32 * Math.pow(2, -11)))));
  }

  /** After one step the momentum is the gradient. */
  @ParameterizedTest
  @MethodSource("gradients")
  void gradientsAreThoseOfFloat32ButForRounding(
      String network, String method, String precision, double tolerance) {
    String sgd = "\"learningRate\":0.001";
    Map<String, float[]> wide = gradients(spec(network, method, "float32", sgd), network);
    Map<String, float[]> narrow = gradients(spec(network, method, precision, sgd), network);
    double most = wide.values().stream().mapToDouble(PrecisionTest::greatest).max().orElseThrow();
    wide.forEach(
        (name, expected) -> {
          float[] actual = narrow.get(name);
          // Biases before a normalizer have no gradient but rounding.
          double scale = Math.max(greatest(expected), 0.05 * most);
          assertThat(difference(actual, expected) / scale).as(name).isLessThan(tolerance);
          assertThat(actual).as(name).isNotEqualTo(expected);
        });
  }

  private static Map<String, float[]> gradients(SupervisedSpec spec, String network) {
    Map<String, float[]> all = Recording.of(spec, noise(network), 1).first();
    all.keySet().removeIf(name -> !name.startsWith("moment.0."));
    return all;
  }

  private static double greatest(float[] values) {
    return difference(values, new float[values.length]);
  }

  private static double difference(float[] a, float[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  static Stream<Arguments> methods() {
    return JobJson.variants(Normalization.class).stream()
        .map(JobJson.Variant::type)
        .flatMap(
            method ->
                Small.NETWORKS.stream()
                    .filter(network -> network.equals(Small.MLP) || FEW.contains(method))
                    .filter(network -> isDefined(method, network))
                    .flatMap(
                        network ->
                            Stream.of("bfloat16", "float16")
                                .map(precision -> Arguments.of(method, network, precision))));
  }

  private static boolean isDefined(String method, String network) {
    SupervisedSpec spec = spec(network, method, "float32", "\"momentum\":0.9");
    return Network.problems(
            spec.architecture(),
            spec.normalization(),
            SupervisedSpec.samples(Small.noiseFor(network)),
            16)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodAndEveryNetworkTrains(String method, String network, String precision) {
    SupervisedSpec spec = spec(network, method, precision, "\"learningRate\":0.002");
    Recording taken = Recording.of(spec, Small.noiseFor(network), 6);
    for (float[] losses : taken.losses()) {
      assertFinite(losses);
    }
    taken.last().forEach((name, values) -> assertFinite(values));
    assertThat(taken.last().get("output.weight")).isNotEqualTo(taken.first().get("output.weight"));
  }

  private static void assertFinite(float[] values) {
    for (float value : values) {
      assertThat(value).isFinite();
    }
  }

  /** Each update is far below the distance of neighbours in the format, all of them are not. */
  @Test
  void smallUpdatesAddUpInTheWeights() {
    String sgd = "\"learningRate\":1e-6,\"momentum\":0,\"schedule\":{\"type\":\"constant\"}";
    Recording taken = Recording.of(spec(SMOOTH, "none", "bfloat16", sgd), Small.table(12), 40);
    float[] start = taken.initial().get("hidden.0.weight");
    float[] first = taken.first().get("hidden.0.weight");
    float[] last = taken.last().get("hidden.0.weight");
    double one = difference(first, start);
    double all = difference(last, start);
    assertThat(one).isPositive().isLessThan(1e-5);
    assertThat(all).isGreaterThan(5 * one);
    assertThat(roundedAlike(start, first)).isGreaterThan(0.99);
  }

  /** The share of numbers that bfloat16, the upper half of float32's bits, does not tell apart. */
  private static double roundedAlike(float[] a, float[] b) {
    int alike = 0;
    for (int i = 0; i < a.length; i++) {
      alike += (bits(a[i]) == bits(b[i])) ? 1 : 0;
    }
    return (double) alike / a.length;
  }

  private static int bits(float value) {
    return (Float.floatToRawIntBits(value) + 0x8000) >> 16;
  }

  @ParameterizedTest
  @CsvSource({"float16,true", "float16-all,true", "bfloat16,false", "float32,false"})
  void lossesAreScaledWhereTheRangeIsSmall(String precision, boolean scaled) {
    SupervisedSpec spec = spec(SMOOTH, "batch", precision, "\"learningRate\":0.01");
    Recording taken = Recording.of(spec, Small.table(12), 2);
    assertThat(taken.last().containsKey(LossScaling.NAME)).isEqualTo(scaled);
  }

  @Test
  void aProcessorIsSlowWithHalfConvolutionsAndTheJobSaysSo() {
    SupervisedSpec images = spec(IMAGES, "batch", "float16", "\"learningRate\":0.01");
    SupervisedSpec table = spec(SMOOTH, "batch", "float16", "\"learningRate\":0.01");
    assertThat(images.cautions(SupervisedSpec.samples(noise(IMAGES)), "cpu"))
        .singleElement()
        .asString()
        .contains("15 times slower than float32");
    assertThat(images.cautions(SupervisedSpec.samples(noise(IMAGES)), "gpu:0")).isEmpty();
    assertThat(table.cautions(SupervisedSpec.samples(noise(SMOOTH)), "cpu")).isEmpty();
  }

  @Test
  void evaluationIsInTheFormatToo() {
    List<double[]> losses =
        Stream.of("float32", "bfloat16")
            .map(precision -> spec(SMOOTH, "batch", precision, "\"learningRate\":0.01"))
            .map(spec -> HalfProofs.evaluate(spec, Small.table(12), 0)[0])
            .toList();
    assertThat(losses.get(1)[0]).isNotEqualTo(losses.get(0)[0]);
    assertThat(Math.abs(losses.get(1)[0] / losses.get(0)[0] - 1)).isLessThan(0.02);
    assertThat(Arrays.stream(losses.get(1)).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void saysThatBatchStatisticsSeeLaterTokens() {
    String transformer = "{\"type\":\"transformer\",\"blocks\":1,\"context\":6}";
    Samples text = SupervisedSpec.samples(Small.text(6));
    String more = "\"batchSize\":16";
    assertThat(Small.spec(transformer, "{\"type\":\"batch\"}", more).cautions(text, "cpu"))
        .singleElement(STRING)
        .contains("later ones");
    assertThat(Small.spec(transformer, "{\"type\":\"layer\"}", more).cautions(text, "cpu"))
        .isEmpty();
  }
}
