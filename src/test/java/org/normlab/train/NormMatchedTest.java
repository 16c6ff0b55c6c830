package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.normlab.train.FollowedNorms.angle;
import static org.normlab.train.FollowedNorms.difference;
import static org.normlab.train.FollowedNorms.norm;
import static org.normlab.train.FollowedNorms.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.DataSet;
import org.normlab.train.device.FusedRunsTest;

/** What the correction does to steps, row by row, in every kind of hidden layer. */
class NormMatchedTest {
  private static final String RATE = "\"norm-matched-rate\",\"reference\":\"a job\"";
  private static final String NORM = RATE + ",\"schedule\":\"norm\"";
  private static final String PLAIN = "\"batch\"";
  private static final int RUNS = 2;
  private static final int STEPS = 30;

  private static FollowedNorms training(String network, String method, String sgd) {
    DataSet set = Small.noiseFor(network);
    SupervisedSpec spec =
        Small.spec(
            network.replace(",\"dropout\":0.2", ""),
            "{\"type\":" + method + "}",
            "\"batchSize\":16,\"seeds\":[3,4],\"optimizer\":{\"type\":\"sgd\"," + sgd + "}");
    return new FollowedNorms(spec, set, STEPS);
  }

  /** Some norm for each row, other than its own. */
  private static Map<String, float[]> recorded(FollowedNorms training) {
    Map<String, float[]> recorded = new HashMap<>();
    training
        .rows()
        .forEach(
            (layer, out) -> {
              Random random = new Random(layer.hashCode());
              float[] norms = new float[RUNS * out];
              for (int i = 0; i < norms.length; i++) {
                norms[i] = 0.5f + random.nextFloat();
              }
              recorded.put(layer + ".recordedNorm", norms);
            });
    return recorded;
  }

  /** The same directions, each row of a hidden weight of another length. */
  private static Map<String, float[]> rescaled(FollowedNorms training, Map<String, float[]> given) {
    Map<String, float[]> scaled = new HashMap<>(given);
    training
        .rows()
        .forEach(
            (layer, out) -> {
              Random random = new Random(layer.length());
              float[] weight = given.get(layer + ".weight").clone();
              int size = weight.length / (RUNS * out);
              for (int row = 0; row < RUNS * out; row++) {
                float factor = (float) Math.pow(4, random.nextDouble() - 0.5);
                for (int i = row * size; i < (row + 1) * size; i++) {
                  weight[i] *= factor;
                }
              }
              scaled.put(layer + ".weight", weight);
            });
    return scaled;
  }

  @ParameterizedTest
  @ValueSource(strings = {Small.MLP, Small.CONVNET, Small.RESNET})
  void directionsAfterAStepDoNotDependOnNorms(String network) {
    String sgd = "\"momentum\":0,\"learningRate\":0.05";
    FollowedNorms matched = training(network, RATE, sgd);
    FollowedNorms plain = training(network, PLAIN, sgd);
    Map<String, float[]> start = new HashMap<>(matched.start());
    start.putAll(recorded(matched));
    Map<String, float[]> other = rescaled(matched, start);
    double with = distance(matched, start, other);
    assertThat(with).isLessThan(1e-5);
    assertThat(distance(plain, start, other)).isGreaterThan(1e-3);
  }

  /** ε is no part of scale invariance, so that weights must not be small against it. */
  private static double distance(
      FollowedNorms training, Map<String, float[]> start, Map<String, float[]> other) {
    Map<String, float[]> one = training.after(start, 0, 1).getFirst();
    Map<String, float[]> two = training.after(other, 0, 1).getFirst();
    double most = 0;
    for (var layer : training.rows().entrySet()) {
      int rows = RUNS * layer.getValue();
      for (int row = 0; row < rows; row++) {
        double[] a = row(one.get(layer.getKey() + ".weight"), row, rows);
        double[] b = row(two.get(layer.getKey() + ".weight"), row, rows);
        most = Math.max(most, angle(a, b));
      }
    }
    return most;
  }

  /** η ‖w‖² / n² over ‖w‖² is η / n²: the recorded run's effective step, whatever ‖w‖ is. */
  @ParameterizedTest
  @ValueSource(strings = {Small.MLP, Small.RESNET})
  void theEffectiveStepIsTheRecordedRuns(String network) {
    String sgd = "\"momentum\":0.9,\"learningRate\":0.5";
    FollowedNorms matched = training(network, RATE, sgd);
    Map<String, float[]> start = new HashMap<>(matched.start());
    start.putAll(recorded(matched));
    Map<String, float[]> before = matched.after(start, 0, 3).getLast();
    Map<String, float[]> corrected = matched.after(before, 3, 1).getFirst();
    Map<String, float[]> plain = training(network, PLAIN, sgd).after(before, 3, 1).getFirst();
    double rate = 0.5 * (1 + Math.cos(Math.PI * 3 / STEPS)) / 2;
    matched
        .rows()
        .forEach(
            (layer, out) -> {
              float[] norms = start.get(layer + ".recordedNorm");
              for (int row = 0; row < norms.length; row++) {
                double[] w = row(before.get(layer + ".weight"), row, norms.length);
                double[] free = difference(row(plain.get(layer + ".weight"), row, norms.length), w);
                double[] step =
                    difference(row(corrected.get(layer + ".weight"), row, norms.length), w);
                double effective = rate * norm(step) / norm(free) / Math.pow(norm(w), 2);
                double theirs = rate / Math.pow(norms[row], 2);
                assertThat(effective / theirs).as(layer).isCloseTo(1, within(1e-5));
              }
            });
  }

  @Test
  void onlyHiddenWeightsAreCorrectedAndOnlyTheOutputDecays() {
    String sgd = "\"momentum\":0,\"learningRate\":0.1,\"weightDecay\":";
    FollowedNorms matched = training(Small.MLP, RATE, sgd + "1");
    Map<String, float[]> start = new HashMap<>(matched.start());
    start.putAll(recorded(matched));
    Map<String, float[]> after = matched.after(start, 0, 1).getFirst();
    Map<String, float[]> free = training(Small.MLP, RATE, sgd + "0").after(start, 0, 1).getFirst();
    Map<String, float[]> decayed =
        training(Small.MLP, PLAIN, sgd + "1").after(start, 0, 1).getFirst();
    for (String name : List.of("hidden.0.weight", "hidden.1.norm.gamma")) {
      assertThat(after.get(name)).as(name).isEqualTo(free.get(name));
      assertThat(after.get(name)).as(name).isNotEqualTo(decayed.get(name));
    }
    for (String name : List.of("output.weight", "output.bias")) {
      assertThat(after.get(name)).as(name).isEqualTo(decayed.get(name));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NaN})
  void aRowWithoutARecordHasThePlainUpdate(float none) {
    String sgd = "\"momentum\":0,\"learningRate\":0.1";
    Map<String, float[]> start = new HashMap<>(training(Small.MLP, RATE, sgd).start());
    Map<String, float[]> norms = recorded(training(Small.MLP, RATE, sgd));
    norms.get("hidden.0.recordedNorm")[5] = none;
    start.putAll(norms);
    float[] plain =
        training(Small.MLP, PLAIN, sgd).after(start, 0, 1).getFirst().get("hidden.0.weight");
    for (String method : List.of(RATE, NORM)) {
      float[] weight =
          training(Small.MLP, method, sgd).after(start, 0, 1).getFirst().get("hidden.0.weight");
      assertThat(row(weight, 5, 48)).isEqualTo(row(plain, 5, 48));
      assertThat(row(weight, 6, 48)).isNotEqualTo(row(plain, 6, 48));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Small.MLP, Small.CONVNET, Small.RESNET})
  void normsMoveInPlaceOfTheRate(String network) {
    String sgd =
        "\"learningRate\":0.2,\"schedule\":{\"type\":\"step\",\"at\":[0.1,0.2],\"factor\":0.1}";
    FollowedNorms training = training(network, NORM, sgd);
    Map<String, float[]> start = new HashMap<>(training.start());
    Map<String, float[]> recorded = recorded(training);
    start.putAll(recorded);
    List<Map<String, float[]>> steps = training.after(start, 0, 9);
    for (int step = 0; step < steps.size(); step++) {
      double root = step < 3 ? 1 : step < 6 ? Math.sqrt(10) : 10;
      for (String layer : training.rows().keySet()) {
        float[] norms = recorded.get(layer + ".recordedNorm");
        for (int row = 0; row < norms.length; row++) {
          double norm = norm(row(steps.get(step).get(layer + ".weight"), row, norms.length));
          assertThat(norm / (norms[row] * root)).isCloseTo(1, within(1e-5));
        }
      }
    }
  }

  /** After the rate has fallen to a tenth, hidden weights turn as at the first rate. */
  @Test
  void hiddenWeightsKeepTheFirstRateAndTheRestFollowsTheSchedule() {
    String fall = ",\"schedule\":{\"type\":\"step\",\"at\":[0.1],\"factor\":0.1}";
    String constant = ",\"schedule\":{\"type\":\"constant\"}";
    String sgd = "\"momentum\":0,\"learningRate\":0.2";
    FollowedNorms fallen = training(Small.MLP, NORM, sgd + fall);
    Map<String, float[]> start = new HashMap<>(fallen.start());
    start.putAll(recorded(fallen));
    Map<String, float[]> after = fallen.after(start, 5, 1).getFirst();
    Map<String, float[]> first =
        training(Small.MLP, PLAIN, sgd + constant).after(start, 5, 1).getFirst();
    Map<String, float[]> tenth =
        training(Small.MLP, PLAIN, sgd + fall).after(start, 5, 1).getFirst();
    for (int row = 0; row < 48; row++) {
      double[] hidden = row(after.get("hidden.1.weight"), row, 48);
      assertThat(angle(hidden, row(first.get("hidden.1.weight"), row, 48))).isLessThan(1e-6);
      assertThat(angle(hidden, row(tenth.get("hidden.1.weight"), row, 48))).isGreaterThan(1e-5);
    }
    for (String name : List.of("output.weight", "hidden.0.norm.beta")) {
      assertThat(after.get(name)).isEqualTo(tenth.get(name)).isNotEqualTo(first.get(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {RATE, NORM})
  void fusedRunsFollowTheirOwnNorms(String method) {
    String sgd = "\"momentum\":0.9,\"learningRate\":0.02";
    FollowedNorms both = training(Small.RESNET, method, sgd);
    Map<String, float[]> start = new HashMap<>(both.start());
    start.putAll(recorded(both));
    Map<String, float[]> together = both.after(start, 0, 4).getLast();
    SupervisedSpec spec =
        Small.spec(
            Small.RESNET,
            "{\"type\":" + method + "}",
            "\"batchSize\":16,\"seeds\":[4],\"optimizer\":{\"type\":\"sgd\"," + sgd + "}");
    Map<String, float[]> mine = new HashMap<>();
    start.forEach((name, all) -> mine.put(name, Recording.replica(all, 1, RUNS)));
    Map<String, float[]> alone =
        new FollowedNorms(spec, both.set(), STEPS).after(mine, 0, 4).getLast();
    both.rows()
        .keySet()
        .forEach(
            layer -> {
              float[] expected = alone.get(layer + ".weight");
              float[] actual = Recording.replica(together.get(layer + ".weight"), 1, RUNS);
              assertThat(FusedRunsTest.distance(actual, expected)).as(layer).isLessThan(1e-4);
            });
  }
}
