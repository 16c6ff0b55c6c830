package org.normlab.train.device;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.train.Recording;
import org.normlab.train.Small;
import org.normlab.train.SupervisedSpec;

/** Dormant units, found by loops over a plain network, and what becomes of them. */
class RedoTest {
  private static final int WIDTH = 24;
  private static final int FEATURES = 12;
  private static final int REPLICAS = 3;
  private static final double THRESHOLD = 0.4;
  private static final DataSet SET = Small.table(FEATURES);

  /** After one step over all rows. */
  private record Trained(Map<String, float[]> before, Map<String, float[]> after) {}

  private static Trained train(String optimizer, String redo) {
    SupervisedSpec spec =
        Small.spec(
            "{\"type\":\"mlp\",\"hidden\":[24,24]}",
            "{\"type\":\"none\"}",
            "\"batchSize\":96,\"seeds\":[0,1,2],\"optimizer\":{\"type\":\"%s\"%s}"
                .formatted(optimizer, redo));
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), true, DeviceData.of(SET, torch), torch)) {
      silence(fused, torch);
      Map<String, float[]> before = Recording.values(fused, torch);
      Batches batches = new Batches(SET.train(), 96, spec.runs(), null);
      Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), 4);
      fused.train(batches, rates, 0, 0, 0, 1, new int[0]);
      return new Trained(before, Recording.values(fused, torch));
    }
  }

  /** Unit 3 of the first layer of replica 1 never answers; all moments are 1. */
  private static void silence(FusedRuns fused, Torch torch) {
    try (NDManager scope = torch.scope()) {
      List<NDArray> all = new ArrayList<>();
      for (NDArray tensor : fused.snapshot(scope)) {
        float[] numbers = tensor.toFloatArray();
        if (tensor.getName().equals("hidden.0.bias")) {
          numbers[WIDTH + 3] = -100;
        }
        if (tensor.getName().startsWith("moment.")) {
          Arrays.fill(numbers, 1);
        }
        all.add(torch.floats(numbers, tensor.getShape().getShape()));
      }
      fused.restore(all, scope);
    }
  }

  /** Mean activations of a layer's units. */
  private static double[] scores(double[][] h) {
    double[] means = new double[WIDTH];
    double all = 0;
    for (double[] sample : h) {
      for (int u = 0; u < WIDTH; u++) {
        means[u] += Math.abs(sample[u]) / h.length;
        all += Math.abs(sample[u]) / h.length / WIDTH;
      }
    }
    for (int u = 0; u < WIDTH; u++) {
      means[u] /= all;
    }
    return means;
  }

  private static double[][] layer(double[][] x, float[] weight, float[] bias, int r) {
    int in = x[0].length;
    double[][] h = new double[x.length][WIDTH];
    for (int b = 0; b < x.length; b++) {
      for (int u = 0; u < WIDTH; u++) {
        double sum = bias[r * WIDTH + u];
        for (int i = 0; i < in; i++) {
          sum += weight[(r * WIDTH + u) * in + i] * x[b][i];
        }
        h[b][u] = Math.max(0, sum);
      }
    }
    return h;
  }

  private static Set<Integer> dormant(double[] scores) {
    Set<Integer> dormant = new TreeSet<>();
    for (int u = 0; u < WIDTH; u++) {
      assertThat(Math.abs(scores[u] - THRESHOLD)).as("a clear case").isGreaterThan(1e-4);
      if (scores[u] <= THRESHOLD) {
        dormant.add(u);
      }
    }
    return dormant;
  }

  /** By layer. */
  private static List<Set<Integer>> dormant(Map<String, float[]> weights, int r) {
    double[][] x = new double[Small.ROWS][FEATURES];
    for (int i = 0; i < Small.ROWS * FEATURES; i++) {
      x[i / FEATURES][i % FEATURES] = SET.values().getFloat(4 * i);
    }
    double[][] first = layer(x, weights.get("hidden.0.weight"), weights.get("hidden.0.bias"), r);
    double[][] second =
        layer(first, weights.get("hidden.1.weight"), weights.get("hidden.1.bias"), r);
    return List.of(dormant(scores(first)), dormant(scores(second)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adamw"})
  void dormantUnitsBeginAnewAndAreNotHeard(String optimizer) {
    Trained plain = train(optimizer, "");
    Trained redone =
        train(optimizer, ",\"redo\":{\"every\":1,\"threshold\":%s}".formatted(THRESHOLD));
    plain
        .before()
        .forEach(
            (name, values) -> assertThat(redone.before().get(name)).as(name).isEqualTo(values));
    for (int r = 0; r < REPLICAS; r++) {
      List<Set<Integer>> dormant = dormant(plain.before(), r);
      assertThat(dormant.get(1)).isNotEmpty();
      for (String name : plain.after().keySet()) {
        if (!name.equals(FusedTensors.NO_STATE)) {
          check(name, r, dormant, plain.after().get(name), redone.after().get(name));
        }
      }
    }
    assertThat(dormant(plain.before(), 1).getFirst()).contains(3);
  }

  private static void check(
      String name, int r, List<Set<Integer>> dormant, float[] plain, float[] redone) {
    String tensor = name.replaceFirst("^moment\\.\\d\\.", "");
    boolean moment = !tensor.equals(name);
    int size = plain.length / REPLICAS;
    int in = tensor.endsWith("bias") ? 1 : tensor.startsWith("hidden.0") ? FEATURES : WIDTH;
    Set<Integer> made =
        tensor.startsWith("output") ? Set.of() : dormant.get(tensor.charAt(7) - '0');
    Set<Integer> read =
        tensor.equals("hidden.1.weight")
            ? dormant.get(0)
            : tensor.equals("output.weight") ? dormant.get(1) : Set.of();
    for (int i = 0; i < size; i++) {
      float value = redone[r * size + i];
      boolean fresh = made.contains(i / in);
      boolean deaf = read.contains(i % in);
      if (deaf || fresh && (moment || in == 1)) {
        assertThat(value).as("%s %d of replica %d", name, i, r).isZero();
      } else if (fresh) {
        assertThat(value).as("%s %d of replica %d", name, i, r).isNotEqualTo(plain[r * size + i]);
      } else {
        assertThat(value).as("%s %d of replica %d", name, i, r).isEqualTo(plain[r * size + i]);
      }
    }
  }

  /** A silenced channel of a convolution is read by several columns of the dense layer. */
  @Test
  void aDormantChannelIsReadAtAllItsPositions() {
    DataSet set = Small.images(3, 8);
    Map<String, float[]> after = new LinkedHashMap<>();
    SupervisedSpec spec =
        Small.spec(
            "{\"type\":\"convnet\",\"channels\":[6,6],\"dense\":16}",
            "{\"type\":\"none\"}",
            "\"batchSize\":16,\"seeds\":[0,1],\"optimizer\":"
                + "{\"type\":\"sgd\",\"learningRate\":0,\"redo\":{\"every\":1,\"threshold\":0}}");
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), true, DeviceData.of(set, torch), torch)) {
      after.putAll(silenced(fused, torch, set, spec));
    }
    float[] dense = after.get("dense.weight");
    assertThat(dense).hasSize(2 * 16 * 6 * 16);
    for (int i = 0; i < dense.length; i++) {
      boolean reads = i / (16 * 6 * 16) == 1 && i % (6 * 16) / 16 == 4;
      assertThat(dense[i] == 0).as("%d", i).isEqualTo(reads);
    }
    float[] bias = after.get("features.1.bias");
    assertThat(bias).containsOnly(0f);
  }

  /** One step; channel 4 of the second convolution of replica 1 never answers. */
  private static Map<String, float[]> silenced(
      FusedRuns fused, Torch torch, DataSet set, SupervisedSpec spec) {
    try (NDManager scope = torch.scope()) {
      List<NDArray> all = new ArrayList<>();
      for (NDArray tensor : fused.snapshot(scope)) {
        float[] numbers = tensor.toFloatArray();
        if (tensor.getName().equals("features.1.bias")) {
          numbers[6 + 4] = -100;
        }
        all.add(torch.floats(numbers, tensor.getShape().getShape()));
      }
      fused.restore(all, scope);
    }
    Batches batches = new Batches(set.train(), 16, spec.runs(), null);
    Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), 4);
    fused.train(batches, rates, 0, 0, 0, 1, new int[0]);
    return Recording.values(fused, torch);
  }
}
