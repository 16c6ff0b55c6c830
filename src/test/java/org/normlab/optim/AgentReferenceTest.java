package org.normlab.optim;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.normlab.Algorithms;
import org.normlab.optim.Schedule.Linear;
import org.normlab.optim.Schedule.WarmupCosine;
import tools.jackson.databind.JsonNode;

/** Schedules of agents give the rates of another implementation. */
class AgentReferenceTest {
  @Test
  void aLineThatEndsHalfWayIsTheReference() {
    JsonNode given = Algorithms.part("schedules").path("linear");
    double rate = given.path("from").asDouble();
    Linear linear = new Linear(given.path("to").asDouble() / rate, 0.5, 0);
    same(given, rate, linear, 2 * given.path("over").asLong());
  }

  @Test
  void warmupWithCosineIsTheReference() {
    JsonNode given = Algorithms.part("schedules").path("warmupCosine");
    double rate = given.path("peak").asDouble();
    long steps = given.path("steps").asLong();
    WarmupCosine cosine =
        new WarmupCosine(
            given.path("initial").asDouble() / rate,
            given.path("end").asDouble() / rate,
            given.path("warmup").asDouble() / steps);
    same(given, rate, cosine, steps);
  }

  private static void same(JsonNode given, double rate, Schedule schedule, long steps) {
    JsonNode at = Algorithms.part("schedules").path("step");
    assertThat(given.path("value")).hasSize(at.size());
    for (int k = 0; k < at.size(); k++) {
      double expected = given.path("value").path(k).asDouble();
      assertThat(rate * schedule.factor(at.path(k).asLong(), steps))
          .as("step %s", at.path(k))
          .isCloseTo(expected, Offset.offset(1e-12 * expected));
    }
  }
}
