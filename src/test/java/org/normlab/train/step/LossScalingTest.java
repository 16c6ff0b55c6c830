package org.normlab.train.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.train.Recording.replica;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.DataSet;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Torch;
import org.normlab.train.Recording;
import org.normlab.train.Small;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.FusedRunsTest;
import org.normlab.train.device.Rates;

/** The factor on a replica's loss, how it moves and what an overflow does. */
class LossScalingTest {
  private static final int REPLICAS = 3;
  private static final int SICK = 1;
  private static final int STEPS = 6;
  private static final DataSet SET = Small.noiseFor(Small.MLP);

  /** So large that the first gradients are infinite, and small enough for some steps to be good. */
  private static final float HUGE = 1 << 20;

  private static KernelRun run(String kernel, Object... arguments) {
    return LossScaling.KERNELS.stream()
        .filter(one -> one.name().equals(kernel))
        .map(one -> KernelRun.of(one).with(arguments))
        .findFirst()
        .orElseThrow();
  }

  private static float[] follow(float[] scaling, float[] norms, long... still) {
    return run(
            "follow_overflow",
            Tensor.floats(scaling, norms.length, 3),
            Tensor.floats(norms, norms.length),
            Tensor.longs(still, still.length))
        .call()
        .after()
        .get("scaling")
        .getFirst()
        .toFloats();
  }

  private static final float INF = Float.POSITIVE_INFINITY;

  @Test
  void aGoodStepIsCountedAndAnOverflowHalvesTheFactor() {
    float[] start = {65536, 0, 0, 65536, 7, 2, 65536, 5, 1};
    assertThat(follow(start, new float[] {1, INF, Float.NaN}))
        .containsExactly(65536, 1, 0, 32768, 0, 3, 32768, 0, 2);
  }

  @Test
  void theFactorDoublesAfterTwoThousandGoodSteps() {
    float[] start = {1024, 1998, 4, 1024, 1999, 4, 1 << 24, 1999, 0};
    assertThat(follow(start, new float[] {1, 1, 1}))
        .containsExactly(1024, 1999, 4, 2048, 0, 4, 1 << 24, 0, 0);
  }

  @Test
  void aReplicaThatStandsStillKeepsItsFactor() {
    float[] start = {1024, 3, 4, 1024, 3, 4};
    assertThat(follow(start, new float[] {INF, INF}, 0)).containsExactly(1024, 3, 4, 512, 0, 5);
  }

  @Test
  void aReplicaWhoseFactorIsUsedUpIsGivenUp() {
    float least = LossScaling.LEAST;
    KernelRun.Called called =
        run(
                "given_up",
                Tensor.floats(new float[] {least, 0, 0, least / 2, 0, 9, 1, 0, 0}, 3, 3),
                Tensor.floats(new float[] {1, 2, 3}, 3),
                Tensor.longs(new long[] {2}, 1))
            .call();
    assertThat(called.result().toLongs()).containsExactly(1, 2);
    assertThat(called.after().get("loss").getFirst().toFloats()).containsExactly(1, Float.NaN, 3);
  }

  private static SupervisedSpec spec(String optimizer, String seeds) {
    return Small.spec(
        Small.MLP,
        "{\"type\":\"batch\"}",
        "\"batchSize\":16,\"seeds\":%s,\"precision\":\"float16\",\"optimizer\":%s"
            .formatted(seeds, optimizer));
  }

  /** Tensors before the first step and after each. */
  private static List<Map<String, float[]>> train(SupervisedSpec spec, float factor) {
    List<Map<String, float[]>> all = new ArrayList<>();
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), true, DeviceData.of(SET, torch), torch)) {
      setFactor(fused, factor, torch);
      all.add(Recording.values(fused, torch));
      Batches batches = new Batches(SET.train(), 16, spec.runs(), null);
      Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), 100);
      for (int k = 0; k < STEPS; k++) {
        fused.train(batches, rates, 0, k, k, 1, new int[0]);
        all.add(Recording.values(fused, torch));
      }
    }
    return all;
  }

  private static void setFactor(FusedRuns fused, float factor, Torch torch) {
    try (NDManager scope = torch.scope()) {
      List<NDArray> all = new ArrayList<>();
      for (NDArray tensor : fused.snapshot(scope)) {
        if (tensor.getName().equals(LossScaling.NAME)) {
          float[] numbers = tensor.toFloatArray();
          if (numbers.length > 3) {
            numbers[SICK * 3] = factor;
          }
          all.add(torch.floats(numbers, tensor.getShape().getShape()));
        } else {
          all.add(tensor);
        }
      }
      fused.restore(all, scope);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"sgd\",\"weightDecay\":0.1}",
        "{\"type\":\"adamw\",\"clip\":0.5}",
      })
  void anOverflowSkipsTheStepOfItsReplicaAlone(String optimizer) {
    List<Map<String, float[]>> healthy = train(spec(optimizer, "[0,1,2]"), 65536);
    List<Map<String, float[]>> sick = train(spec(optimizer, "[0,1,2]"), HUGE);
    int skipped = 0;
    for (int k = 0; k < STEPS; k++) {
      float[] before = replica(sick.get(k).get(LossScaling.NAME), SICK, REPLICAS);
      float[] after = replica(sick.get(k + 1).get(LossScaling.NAME), SICK, REPLICAS);
      boolean overflowed = after[2] > before[2];
      skipped += overflowed ? 1 : 0;
      assertThat(after[0]).isEqualTo(overflowed ? before[0] / 2 : before[0]);
      assertThat(after[1]).isEqualTo(overflowed ? 0 : before[1] + 1);
      for (String name : sick.get(k).keySet()) {
        assertOthersEqual(name, sick.get(k + 1), healthy.get(k + 1));
        if (overflowed && !name.equals(LossScaling.NAME)) {
          assertThat(replica(sick.get(k + 1).get(name), SICK, REPLICAS))
              .as(name)
              .isEqualTo(replica(sick.get(k).get(name), SICK, REPLICAS));
        }
      }
    }
    assertThat(skipped).isBetween(1, STEPS - 1);
  }

  private static void assertOthersEqual(
      String name, Map<String, float[]> sick, Map<String, float[]> healthy) {
    for (int r : new int[] {0, 2}) {
      assertThat(replica(sick.get(name), r, REPLICAS))
          .as(name)
          .isEqualTo(replica(healthy.get(name), r, REPLICAS));
    }
  }

  /** Alone a matrix product is another kernel, which adds in another order. */
  @Test
  void theOthersAreWhatTheyAreAlone() {
    String sgd = "{\"type\":\"sgd\",\"learningRate\":0.001}";
    Map<String, float[]> sick = train(spec(sgd, "[0,1,2]"), HUGE).getLast();
    for (int r : new int[] {0, 2}) {
      Map<String, float[]> alone = train(spec(sgd, "[" + r + "]"), 0).getLast();
      int number = r;
      Map<String, Double> apart = new HashMap<>();
      alone.forEach(
          (name, values) ->
              apart.put(
                  name, FusedRunsTest.distance(replica(sick.get(name), number, REPLICAS), values)));
      System.out.println(
          "largest distance from alone: " + apart.values().stream().max(Double::compare));
      // A gradient that is nothing but rounding has no scale of its own.
      apart.keySet().removeIf(name -> name.startsWith("moment."));
      assertThat(apart).allSatisfy((name, distance) -> assertThat(distance).isLessThan(2e-3));
    }
  }

  /** Adam's first update has the size of the rate, whenever it is. */
  @Test
  void skippedStepsAreNotCountedByTheOptimizer() {
    String adam =
        "{\"type\":\"adamw\",\"learningRate\":0.001,\"weightDecay\":0,\"schedule\":{\"type\":\"constant\"}}";
    List<Map<String, float[]>> sick = train(spec(adam, "[0,1,2]"), HUGE);
    int first = 0;
    while (replica(sick.get(first + 1).get(LossScaling.NAME), SICK, REPLICAS)[1] == 0) {
      first++;
    }
    assertThat(first).isPositive();
    float[] before = replica(sick.get(first).get("output.weight"), SICK, REPLICAS);
    float[] after = replica(sick.get(first + 1).get("output.weight"), SICK, REPLICAS);
    assertThat((double) after[0] - before[0])
        .matches(d -> Math.abs(Math.abs(d) / 0.001 - 1) < 0.01);
  }
}
