package org.normlab.train.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.data.DataSet;
import org.normlab.net.Architecture;
import org.normlab.net.Network;
import org.normlab.net.layer.Samples;
import org.normlab.norm.Normalization;
import org.normlab.train.Closeness;
import org.normlab.train.Recording;
import org.normlab.train.Small;
import org.normlab.train.SupervisedSpec;
import org.normlab.wire.JobJson;

/** Runs that train in one pass are what each of them is alone, for every method and network. */
public class FusedRunsTest {
  /** Settings that take another path than the defaults. */
  private static final List<String> MORE =
      List.of(
          "{\"type\":\"bounded-weight\",\"p\":\"infinity\",\"activation\":\"none\"}",
          "{\"type\":\"normalize-and-project\",\"inner\":{\"type\":\"rms\"},\"every\":2,\"scaleOffset\":\"decay\"}",
          "{\"type\":\"normalize-and-project\",\"inner\":{\"type\":\"batch\"},\"scaleOffset\":\"joint\"}",
          "{\"type\":\"normalize-and-project\",\"inner\":{\"type\":\"scale\"},\"scaleOffset\":\"joint\"}");

  /**
   * The networks that are tried with every method: one of each kind of activation. Those of {@link
   * #FEW} are tried with every network, and with {@code -Dnormlab.thorough=true} all of them.
   */
  private static final List<String> WITH_ALL =
      List.of(
          Small.MLP,
          Small.RESNET,
          Small.NETWORKS.stream().filter(n -> names(n, "transformer")).findFirst().orElseThrow());

  private static final List<String> FEW = List.of("none", "batch", "layer");
  private static final int SEEDS = 4;
  private static final int STEPS = 20;
  private static final int BATCH = 16;

  public static Stream<Arguments> methodsAndNetworks() {
    Stream<String> types =
        JobJson.variants(Normalization.class).stream().map(v -> method(v.type()));
    return Stream.concat(types, MORE.stream())
        .flatMap(
            method ->
                Small.NETWORKS.stream()
                    .filter(network -> isDefined(method, network))
                    .map(network -> Arguments.of(method, network)));
  }

  /** Every method in one network, every network under two methods. */
  static Stream<Arguments> someMethodsAndNetworks() {
    Set<Object> methods = new HashSet<>();
    return methodsAndNetworks()
        .filter(
            pair ->
                methods.add(pair.get()[0])
                    || List.of(method("none"), method("batch")).contains(pair.get()[0]));
  }

  private static boolean isDefined(String method, String network) {
    if (!Boolean.getBoolean("normlab.thorough")
        && !WITH_ALL.contains(network)
        && FEW.stream().noneMatch(type -> names(method, type))) {
      return false;
    }
    SupervisedSpec spec = spec(method, network, "[0]");
    Samples samples = SupervisedSpec.samples(Small.noiseFor(network));
    return Network.problems(spec.architecture(), spec.normalization(), samples, BATCH).isEmpty();
  }

  private static boolean names(String json, String type) {
    return json.contains("\"type\":\"" + type + "\"");
  }

  /** With the settings under which it is tried. */
  public static String method(String type) {
    String more =
        switch (type) {
          case "self-normalizing" -> ",\"alphaDropout\":0.1";
          // Groups of two channels are ±1 wherever they differ, and a step there is no gradient.
          case "group" -> ",\"groups\":2";
          // At 1e-5 rounding alone moves gradients by 1e-3, and by half of themselves in
          // resnet-224.
          case "decorrelated" -> ",\"epsilon\":0.1";
          case "weight-standardization" -> ",\"inner\":{\"type\":\"group\",\"groups\":2}";
          case "norm-matched-rate" -> ",\"reference\":\"a job\"";
          default -> "";
        };
    return "{\"type\":\"%s\"%s}".formatted(type, more);
  }

  private static SupervisedSpec spec(String method, String network, String seeds) {
    return Small.spec(
        network,
        method,
        "\"batchSize\":16,\"seeds\":%s,\"optimizer\":{\"type\":\"sgd\",\"learningRate\":0.001}"
            .formatted(seeds));
  }

  @Test
  void everyNetworkIsTried() {
    assertThat(JobJson.variants(Architecture.class))
        .allSatisfy(
            variant ->
                assertThat(Small.NETWORKS).anyMatch(network -> names(network, variant.type())));
  }

  @Test
  void everyMethodIsTried() {
    assertThat(methodsAndNetworks().map(pair -> pair.get()[0]).distinct())
        .hasSize(JobJson.variants(Normalization.class).size() + MORE.size());
  }

  @ParameterizedTest
  @MethodSource("methodsAndNetworks")
  void fusedEqualsSeparate(String method, String network) {
    DataSet set = Small.noiseFor(network);
    SupervisedSpec fused = spec(method, network, "[0,1,2,3]");
    Recording together = Recording.of(fused, set, STEPS);
    for (int r = 0; r < SEEDS; r++) {
      SupervisedSpec single = spec(method, network, "[" + r + "]");
      Recording alone = Recording.of(single, set, STEPS);
      assertSameBatches(fused, single, r, set);
      assertSameStart(together, alone, r);
      assertSameGradients(together, alone, r, Closeness.ofGradients(method, network));
      assertSameLosses(together, alone, r, network);
    }
  }

  private static void assertSameBatches(
      SupervisedSpec fused, SupervisedSpec one, int r, DataSet set) {
    long[] all = new Batches(set.train(), 16, fused.runs(), null).index(1, 0, 3);
    long[] alone = new Batches(set.train(), 16, one.runs(), null).index(1, 0, 3);
    long[] mine = IntStream.range(0, alone.length).mapToLong(i -> all[i * SEEDS + r]).toArray();
    assertThat(mine).isEqualTo(alone);
  }

  /**
   * What is drawn is the same to the last bit, what is measured of it the same but for rounding.
   */
  private static void assertSameStart(Recording together, Recording alone, int r) {
    alone
        .initial()
        .forEach(
            (name, values) -> {
              float[] mine = Recording.replica(together.initial().get(name), r, SEEDS);
              if (alone.initial().containsKey("moment.0." + name)) {
                assertThat(mine).as(name).isEqualTo(values);
              } else {
                assertThat(distance(mine, values)).as(name).isLessThan(1e-5);
              }
            });
  }

  /**
   * After one step the momentum is the gradient. One that is small beside the others is a
   * difference of large numbers, and no more exact than they are.
   */
  private static void assertSameGradients(
      Recording together, Recording alone, int r, double tolerance) {
    Map<String, float[]> gradients = new HashMap<>(alone.first());
    gradients.keySet().removeIf(name -> !name.startsWith("moment.0."));
    // Some gradients are zero but for rounding: of scales before a normalizer, for example.
    double all =
        gradients.values().stream().mapToDouble(FusedRunsTest::greatest).max().orElseThrow();
    gradients.forEach(
        (name, expected) -> {
          float[] actual = Recording.replica(together.first().get(name), r, SEEDS);
          double scale = Math.max(greatest(expected), 0.01 * all);
          assertThat(distance(actual, expected) * greatest(expected) / scale)
              .as(name)
              .isLessThan(tolerance);
        });
  }

  private static double greatest(float[] values) {
    double most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }

  /** Greatest difference in units of the greatest expected number. */
  public static double distance(float[] actual, float[] expected) {
    double scale = 0;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      error = Math.max(error, Math.abs(actual[i] - expected[i]));
    }
    return error == 0 ? 0 : error / scale;
  }

  private static void assertSameLosses(Recording together, Recording alone, int r, String network) {
    assertThat(Arrays.stream(alone.losses()).distinct()).hasSize(STEPS);
    for (int k = 0; k < STEPS; k++) {
      double expected = alone.losses()[k][0];
      assertThat(Math.abs(together.losses()[k][r] - expected) / expected)
          .as("loss of seed %d before step %d", r, k)
          .isLessThan(k == 0 ? Closeness.ofFirstLoss() : Closeness.ofLosses(network));
    }
  }
}
