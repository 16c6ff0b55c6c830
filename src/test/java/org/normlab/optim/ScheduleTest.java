package org.normlab.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.optim.Schedule.Constant;
import org.normlab.optim.Schedule.Cosine;
import org.normlab.optim.Schedule.Linear;
import org.normlab.optim.Schedule.Step;
import org.normlab.optim.Schedule.WarmupCosine;
import org.normlab.setting.Problem;

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

  /** As PyTorch's LinearLR with start_factor 1, end_factor 0.2 and total_iters 50. */
  @Test
  void linearFallsToItsEndAndStays() {
    Linear linear = new Linear(0.2, 0.5, 0);
    assertThat(linear.factor(0, STEPS)).isEqualTo(1);
    assertThat(linear.factor(25, STEPS)).isCloseTo(0.6, within(1e-12));
    assertThat(linear.factor(50, STEPS)).isCloseTo(0.2, within(1e-12));
    assertThat(linear.factor(99, STEPS)).isCloseTo(0.2, within(1e-12));
    assertThat(new Linear(0, 1, 0).factor(99, STEPS)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void linearEndsAtAShareOfAllSteps() {
    Linear linear = new Linear(0.2, 0.5, 0.1);
    assertThat(linear.factor(30, STEPS)).isCloseTo(0.6, within(1e-12));
    assertThat(linear.factor(50, STEPS)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void linearRefusesWhatNeverFallsOrTrainsNothing() {
    assertThat(new Linear(0.1, 0.5, 0.5).problems())
        .extracting(Problem::pointer)
        .containsOnly("/over");
    assertThat(new Linear(0, 0.5, 0).problems()).extracting(Problem::pointer).containsOnly("/end");
    assertThat(new Linear(0, 1, 0.5).problems()).isEmpty();
  }

  @Test
  void warmupCosineClimbsFromItsStart() {
    WarmupCosine cosine = new WarmupCosine(0.1, 0.2, 0.1);
    assertThat(cosine.factor(0, STEPS)).isCloseTo(0.1, within(1e-12));
    assertThat(cosine.factor(5, STEPS)).isCloseTo(0.55, within(1e-12));
    assertThat(cosine.factor(10, STEPS)).isEqualTo(1);
    assertThat(cosine.factor(55, STEPS)).isCloseTo(0.6, within(1e-12));
    assertThat(cosine.factor(100, STEPS)).isCloseTo(0.2, within(1e-12));
    assertThat(new WarmupCosine(0.1, 0.2, 1e-3).factor(0, STEPS)).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void warmUpClimbsLinearlyToTheFirstFactor() {
    for (Schedule schedule :
        List.of(
            new Constant(0.1),
            new Cosine(0, 0.1),
            new Linear(0, 1, 0.1),
            new Step(List.of(0.5), 0.1, 0.1))) {
      for (int step = 0; step < 10; step++) {
        assertThat(schedule.factor(step, STEPS)).isCloseTo((step + 1) / 10.0, within(1e-12));
      }
      assertThat(schedule.factor(10, STEPS)).isEqualTo(1);
    }
  }
}
