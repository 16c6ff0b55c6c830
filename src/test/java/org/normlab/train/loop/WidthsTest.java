package org.normlab.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.normlab.train.loop.Widths.Choice;

/** On a clock that only measuring moves. */
class WidthsTest {
  private static final double COMPILING = 0.05;

  /** Eight runs in one pass take as long as one. */
  private static final IntToDoubleFunction GAINS = _ -> 0.001;

  /** Eight runs in one pass take as long as nine one after another. */
  private static final IntToDoubleFunction LOSES = width -> width == 1 ? 0.008 : 0.009 * width;

  private final List<Integer> timed = new ArrayList<>();
  private double now;

  private Choice choose(int runs, long steps, boolean loses, IntToDoubleFunction secondsPerStep) {
    Widths.Timing timing =
        (width, seconds) -> {
          timed.add(width);
          double one = secondsPerStep.applyAsDouble(width);
          now += COMPILING + Widths.Timing.WARM_UP * one + Math.max(one, seconds);
          return one;
        };
    return new Widths(runs, steps, loses, timing, () -> now).fastest();
  }

  @Test
  void aLongTrainingIsMeasured() {
    assertThat(choose(8, 1_000_000, false, GAINS)).isEqualTo(new Choice(8, true));
    assertThat(timed).containsExactly(8, 8, 4, 1);
    timed.clear();
    assertThat(choose(8, 1_000_000, true, LOSES)).isEqualTo(new Choice(1, true));
    assertThat(timed).containsExactly(1, 1, 8, 4);
  }

  @Test
  void aNarrowerPassIsTakenWhereItIsFaster() {
    IntToDoubleFunction best4 = width -> width == 8 ? 0.005 : 0.001 * Math.sqrt(width);
    assertThat(choose(8, 1_000_000, false, best4).width()).isEqualTo(4);
    assertThat(choose(8, 1_000_000, true, best4).width()).isEqualTo(4);
    assertThat(choose(8, 1_000_000, false, LOSES).width()).isEqualTo(1);
    assertThat(choose(8, 1_000_000, true, GAINS).width()).isEqualTo(8);
  }

  @Test
  void aShortTrainingIsLookedAtOnceAndTakesAllRuns() {
    assertThat(choose(8, 2000, false, GAINS)).isEqualTo(new Choice(8, false));
    assertThat(choose(8, 40, true, LOSES)).isEqualTo(new Choice(1, false));
    assertThat(timed).containsExactly(8, 1);
  }

  @Test
  void aVeryShortOneIsNotLookedAt() {
    assertThat(choose(8, 20, false, GAINS)).isEqualTo(new Choice(8, false));
    assertThat(choose(1, 1_000_000, false, GAINS)).isEqualTo(new Choice(1, false));
    assertThat(timed).isEmpty();
  }

  @Test
  void measuringTakesATwentiethOfTheTraining() {
    for (long steps = 100; steps < 1_000_000; steps *= 2) {
      for (int runs = 2; runs <= 200; runs += 33) {
        double begun = now;
        Choice choice = choose(runs, steps, false, GAINS);
        double passes = Math.ceil((double) runs / choice.width());
        double look = COMPILING + 0.012;
        assertThat(now - begun)
            .as("%d steps of %d runs", steps, runs)
            .isLessThanOrEqualTo(Math.max(look, 0.05 * steps * passes * 0.001) + 0.002);
      }
    }
  }

  @Test
  void noMoreThan64RunsGoTogether() {
    assertThat(choose(200, 1_000_000, false, GAINS).width()).isEqualTo(64);
    assertThat(choose(200, 10, false, GAINS).width()).isEqualTo(64);
  }
}
