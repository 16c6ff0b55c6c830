package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.FusedRunsTest;
import org.normlab.train.device.Rates;

/** What the size of weights means under methods that do not see it. */
class ScaleInvarianceTest {
  private static final int STEPS = 300;
  private static final DataSet SET = Small.noiseFor(Small.MLP);

  private static SupervisedSpec spec(String method) {
    return Small.spec(
        Small.MLP.replace("0.2", "0"),
        method,
        "\"batchSize\":16,\"seeds\":[0,1],\"optimizer\":{\"type\":\"sgd\",\"schedule\":{\"type\":\"constant\"}}");
  }

  /** η / ‖W‖², what a step turns a scale-invariant weight by, at the end over at the start. */
  private static double effectiveRateLeft(String method) {
    Recording run = Recording.of(spec(method), SET, STEPS);
    double start = squares(run.initial().get("hidden.1.weight"));
    return start / squares(run.last().get("hidden.1.weight"));
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }

  @Test
  void projectionKeepsTheEffectiveLearningRate() {
    String layer = "{\"type\":\"layer\"}";
    assertThat(effectiveRateLeft(layer)).isLessThan(0.9);
    String projected = "{\"type\":\"normalize-and-project\",\"inner\":" + layer + "}";
    assertThat(effectiveRateLeft(projected)).isBetween(0.9999, 1.0001);
  }

  @Test
  void projectionsComeAfterEveryKthUpdate() {
    String method = "{\"type\":\"normalize-and-project\",\"every\":3}";
    for (int steps : List.of(2, 3, 4, 6)) {
      Recording run = Recording.of(spec(method), SET, steps);
      double left =
          squares(run.initial().get("hidden.1.weight"))
              / squares(run.last().get("hidden.1.weight"));
      assertThat(Math.abs(left - 1) < 1e-5)
          .as("after %d steps: %s", steps, left)
          .isEqualTo(steps % 3 == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"batch\",\"epsilon\":1e-12}",
        "{\"type\":\"layer\",\"epsilon\":1e-12}",
        "{\"type\":\"weight-standardization\",\"inner\":{\"type\":\"layer\"},\"epsilon\":1e-12}"
      })
  void tenTimesTheWeightIsTheSameNetworkWithATenthOfTheGradient(String method) {
    Step plain = step(method, (name, values) -> {});
    Step tenfold =
        step(
            method,
            (name, values) -> {
              if (name.equals("hidden.0.weight")) {
                for (int i = 0; i < values.length; i++) {
                  values[i] *= 10;
                }
              }
            });
    assertThat(Math.abs(tenfold.loss() - plain.loss()) / plain.loss()).isLessThan(1e-5f);
    float[] expected = plain.after().get("moment.0.hidden.0.weight");
    float[] gradient = tenfold.after().get("moment.0.hidden.0.weight");
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= 10;
    }
    assertThat(FusedRunsTest.distance(gradient, expected)).isLessThan(1e-3);
    assertThat(squares(expected)).isPositive();
  }

  /** A row of zeros, or a whole weight, has no direction; it must not spoil the others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"weight\"}",
        "{\"type\":\"bounded-weight\",\"p\":1}",
        "{\"type\":\"bounded-weight\",\"p\":1.5}",
        "{\"type\":\"bounded-weight\"}",
        "{\"type\":\"bounded-weight\",\"p\":7}",
        "{\"type\":\"bounded-weight\",\"p\":\"infinity\"}",
        "{\"type\":\"spectral\"}",
        "{\"type\":\"weight-standardization\"}",
        "{\"type\":\"scaled-weight-standardization\"}",
        "{\"type\":\"normalize-and-project\"}"
      })
  void zerosGiveFiniteNumbers(String method) {
    for (int zeros : List.of(12, 24 * 12)) {
      Step step =
          step(
              method,
              (name, values) -> {
                if (name.matches("hidden.0.(weight|direction)")) {
                  Arrays.fill(values, 0, zeros, 0f);
                }
              });
      assertThat(step.loss()).isFinite();
      step.after()
          .forEach(
              (name, values) -> {
                for (float value : values) {
                  assertThat(value).as(name + " with " + zeros + " zeros").isFinite();
                }
              });
      assertThat(squares(step.after().get("moment.0.output.weight"))).isPositive();
    }
  }

  /** One step of seed 0 and its tensors after. */
  private record Step(float loss, Map<String, float[]> after) {}

  private static Step step(String method, BiConsumer<String, float[]> change) {
    SupervisedSpec spec = spec(method);
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope();
        FusedRuns fused =
            new FusedRuns(spec, spec.runs(), true, DeviceData.of(SET, torch), torch)) {
      List<NDArray> changed = new ArrayList<>();
      for (NDArray tensor : fused.snapshot(scope)) {
        float[] values = tensor.toFloatArray();
        change.accept(tensor.getName(), values);
        changed.add(torch.floats(values, tensor.getShape().getShape()));
      }
      fused.restore(changed, scope);
      Batches batches = new Batches(SET.train(), 16, spec.runs(), null);
      Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), 1);
      float loss = fused.train(batches, rates, 0, 0, 0, 1, new int[0]).losses()[0][0];
      return new Step(loss, new LinkedHashMap<>(Recording.values(fused, torch)));
    }
  }
}
