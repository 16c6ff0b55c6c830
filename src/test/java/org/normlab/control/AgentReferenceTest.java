package org.normlab.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.Algorithms;
import tools.jackson.databind.JsonNode;

/** The parts {@code nStep} and {@code schedules} of the reference numbers. */
class AgentReferenceTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  static Stream<Named<JsonNode>> windows() {
    return Algorithms.part("nStep").values().stream()
        .map(one -> Named.of(one.path("steps").asInt() + " steps", one));
  }

  private static byte end(String word) {
    return switch (word) {
      case "" -> NStep.GOES_ON;
      case "terminated" -> NStep.TERMINATED;
      case "truncated" -> NStep.TRUNCATED;
      default -> throw new IllegalArgumentException(word);
    };
  }

  @ParameterizedTest
  @MethodSource("windows")
  void windowsAreTheReference(JsonNode given) {
    check(given, 1, 0);
  }

  /** As in a ring of three places, of which this is the second, that has wrapped around. */
  @ParameterizedTest
  @MethodSource("windows")
  void windowsOfARingAreTheSame(JsonNode given) {
    check(given, 3, 1 + 3 * 10);
  }

  private static void check(JsonNode given, int stride, int first) {
    int count = given.path("reward").size();
    double[] reward = new double[count * stride];
    byte[] end = new byte[count * stride];
    Arrays.fill(reward, 1e9);
    for (int t = 0; t < count; t++) {
      int slot = (first + t * stride) % reward.length;
      reward[slot] = given.path("reward").path(t).asDouble();
      end[slot] = end(given.path("end").path(t).asString());
    }
    NStep windows =
        new NStep(given.path("steps").asInt(), given.path("discount").asDouble(), stride);
    for (int t = 0; t < count; t++) {
      int slot = (first + t * stride) % reward.length;
      int k = windows.from(reward, end, slot, count - t);
      JsonNode index = given.path("bootstrapIndex").path(t);
      if (index.isNull()) {
        assertThat(k).as("start %d", t).isZero();
      } else {
        assertThat(t + k).as("start %d", t).isEqualTo(index.asInt());
        assertThat(windows.returned()).isCloseTo(given.path("return").path(t).asDouble(), EXACT);
        assertThat(windows.factor())
            .isCloseTo(given.path("bootstrapFactor").path(t).asDouble(), EXACT);
      }
    }
  }

  @Test
  void linearChangesAreTheReference() {
    JsonNode linear = Algorithms.part("schedules").path("linear");
    LinearChange change =
        new LinearChange(number(linear, "from"), number(linear, "to"), 0, whole(linear, "over"));
    same(linear, change::at);
    JsonNode epsilon = Algorithms.part("schedules").path("epsilon");
    LinearChange exploration =
        new LinearChange(
            number(epsilon, "from"),
            number(epsilon, "to"),
            whole(epsilon, "after"),
            whole(epsilon, "over"));
    same(epsilon, exploration::at);
  }

  private static double number(JsonNode of, String name) {
    return of.path(name).asDouble();
  }

  private static long whole(JsonNode of, String name) {
    return of.path(name).asLong();
  }

  private static void same(JsonNode given, LongToDoubleFunction value) {
    JsonNode steps = Algorithms.part("schedules").path("step");
    assertThat(given.path("value")).hasSize(steps.size());
    for (int k = 0; k < steps.size(); k++) {
      double expected = given.path("value").path(k).asDouble();
      // Rates are small: 1e-12 of 1e-6 would be six digits only.
      assertThat(value.applyAsDouble(steps.path(k).asLong()))
          .as("step %s", steps.path(k))
          .isCloseTo(expected, Offset.offset(1e-12 * Math.max(1e-3, Math.abs(expected))));
    }
  }
}
