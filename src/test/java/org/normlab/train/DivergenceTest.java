package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.train.Recording.replica;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Rates;
import org.normlab.train.device.Steps;

/** A replica that diverges stops where it is; its neighbours never notice. */
class DivergenceTest {
  private static final int REPLICAS = 3;
  private static final int SICK = 1;
  private static final int STEPS = 6;

  /** All that is done against the loss of plasticity moves weights by itself. */
  private static final String ALL =
      "{\"type\":\"adamw\",\"towardInitial\":0.1,\"updateNoise\":1,\"redo\":{\"every\":2,"
          + "\"threshold\":0.5},\"shrinkAndPerturb\":{\"every\":3}}";

  private static SupervisedSpec spec(String network, String optimizer) {
    return Small.spec(
        network,
        "{\"type\":\"batch\"}",
        "\"batchSize\":16,\"seeds\":[0,1,2],\"optimizer\":%s".formatted(optimizer));
  }

  /** Tensors after all steps, and before them. */
  private record Ends(Map<String, float[]> before, Map<String, float[]> after, float[][] losses) {}

  private static Ends train(SupervisedSpec spec, boolean uniform, float poison, int... frozen) {
    DataSet set = Small.noiseFor(Small.MLP);
    try (Torch torch = Torch.open("cpu", 1);
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), uniform, DeviceData.of(set, torch), torch)) {
      if (poison != 0) {
        poison(fused, poison, torch);
      }
      Map<String, float[]> before = Recording.values(fused, torch);
      Batches batches = new Batches(set.train(), 16, spec.runs(), null);
      Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), STEPS);
      Steps taken = fused.train(batches, rates, 0, 0, 0, STEPS, frozen);
      return new Ends(before, Recording.values(fused, torch), taken.losses());
    }
  }

  /** Puts one bad number into the output bias of one replica. */
  private static void poison(FusedRuns fused, float value, Torch torch) {
    try (NDManager scope = torch.scope()) {
      List<NDArray> all = new ArrayList<>();
      for (NDArray tensor : fused.snapshot(scope)) {
        if (tensor.getName().equals("output.bias")) {
          float[] numbers = tensor.toFloatArray();
          numbers[SICK * Small.CLASSES] = value;
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
        "{\"type\":\"adamw\"}",
        "{\"type\":\"adamw\",\"clip\":0.5}",
        ALL
      })
  void aReplicaForcedToNanLeavesTheOthersUnchanged(String optimizer) {
    SupervisedSpec spec = spec(Small.MLP, optimizer);
    for (boolean uniform : List.of(true, false)) {
      Ends healthy = train(spec, uniform, 0);
      Ends sick = train(spec, uniform, Float.NaN);
      for (int k = 0; k < STEPS; k++) {
        assertThat(sick.losses()[k][SICK]).isNaN();
        assertThat(sick.losses()[k][0]).isEqualTo(healthy.losses()[k][0]);
        assertThat(sick.losses()[k][2]).isEqualTo(healthy.losses()[k][2]);
      }
      healthy.after().forEach((name, values) -> assertOthersEqual(name, sick, values));
    }
  }

  private static void assertOthersEqual(String name, Ends sick, float[] healthy) {
    for (int r : new int[] {0, 2}) {
      assertThat(replica(sick.after().get(name), r, REPLICAS))
          .as(name)
          .isEqualTo(replica(healthy, r, REPLICAS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"sgd\",\"weightDecay\":0.1}", "{\"type\":\"adamw\"}"})
  void theRunItselfIsFrozenAtTheStepOfItsDivergence(String optimizer) {
    for (boolean uniform : List.of(true, false)) {
      Ends sick = train(spec(Small.MLP, optimizer), uniform, Float.POSITIVE_INFINITY);
      sick.before().forEach((name, values) -> assertFrozen(name, values, sick));
    }
  }

  private static void assertFrozen(String name, float[] before, Ends sick) {
    if (!name.contains(".running")) {
      assertThat(replica(sick.after().get(name), SICK, REPLICAS))
          .as(name)
          .isEqualTo(replica(before, SICK, REPLICAS));
      assertThat(replica(sick.after().get(name), 0, REPLICAS))
          .as(name)
          .isNotEqualTo(replica(before, 0, REPLICAS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"sgd\",\"weightDecay\":0.1}", "{\"type\":\"adamw\"}", ALL})
  void aRunThatHasEndedStaysAsItIsThoughAnotherDiverges(String optimizer) {
    SupervisedSpec spec = spec(Small.MLP, optimizer);
    for (boolean uniform : List.of(true, false)) {
      Ends all = train(spec, uniform, 0);
      Ends without = train(spec, uniform, Float.NaN, 0);
      without.before().forEach((name, values) -> assertUnchanged(name, values, without, 0));
      all.after()
          .forEach(
              (name, values) ->
                  assertThat(replica(without.after().get(name), 2, REPLICAS))
                      .as(name)
                      .isEqualTo(replica(values, 2, REPLICAS)));
    }
  }

  /** Running statistics are no exception. */
  private static void assertUnchanged(String name, float[] before, Ends ends, int r) {
    assertThat(replica(ends.after().get(name), r, REPLICAS))
        .as(name)
        .isEqualTo(replica(before, r, REPLICAS));
  }
}
