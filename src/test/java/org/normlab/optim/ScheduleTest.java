package org.normlab.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.optim.Schedule.Constant;
import org.normlab.optim.Schedule.Cosine;
import org.normlab.optim.Schedule.Step;

class ScheduleTest {
  private static final long STEPS = 100;

  @Test
  void constantStays() {
    assertThat(new Constant(0).factor(0, STEPS)).isEqualTo(1);
    assertThat(new Constant(0).factor(99, STEPS)).isEqualTo(1);
  }

  @Test
  void stepFallsAtSharesOfAllSteps() {
    Step step = new Step(List.of(0.5, 0.75), 0.1, 0.2);
    assertThat(step.factor(49, STEPS)).isEqualTo(1);
    assertThat(step.factor(50, STEPS)).isCloseTo(0.1, within(1e-12));
    assertThat(step.factor(75, STEPS)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void cosineFallsToItsEnd() {
    Cosine cosine = new Cosine(0, 0);
    assertThat(cosine.factor(0, STEPS)).isEqualTo(1);
    assertThat(cosine.factor(50, STEPS)).isCloseTo(0.5, within(1e-12));
    assertThat(cosine.factor(99, STEPS)).isBetween(0.0, 3e-4);
    assertThat(new Cosine(0.1, 0).factor(50, STEPS)).isCloseTo(0.55, within(1e-12));
  }

  @Test
  void warmUpClimbsLinearlyToTheFirstFactor() {
    for (Schedule schedule :
        List.of(new Constant(0.1), new Cosine(0, 0.1), new Step(List.of(0.5), 0.1, 0.1))) {
      for (int step = 0; step < 10; step++) {
        assertThat(schedule.factor(step, STEPS)).isCloseTo((step + 1) / 10.0, within(1e-12));
      }
      assertThat(schedule.factor(10, STEPS)).isEqualTo(1);
    }
  }
}
