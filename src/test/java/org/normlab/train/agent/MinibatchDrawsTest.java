package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.normlab.control.Ppo;
import org.normlab.train.ControlSpec;
import org.normlab.train.device.Rates;

class MinibatchDrawsTest {
  private static final int SAMPLES = 12;
  private static final Ppo AGENT = new Ppo(0.9, 0.8, 3, 2, 3, 0.2, true, 0.5, 0.01);

  private static FusedActors.Updates drawn(long first, long... seeds) {
    ControlSpec spec = SmallAgents.spec(SmallAgents.CARTPOLE, AGENT, "{\"type\":\"none\"}", seeds);
    Rates rates = new Rates(spec.runs(), spec.optimizer().schedule(), 1000);
    return new MinibatchDraws(seeds, AGENT, SAMPLES, rates).of(first);
  }

  private static long[] ofRun(FusedActors.Updates all, int run, int runs) {
    return LongStream.range(0, all.index().length / runs)
        .map(i -> all.index()[(int) i * runs + run])
        .toArray();
  }

  @Test
  void eachPassHasEveryStepOfARunOnce() {
    FusedActors.Updates all = drawn(0, 7, 8);
    assertThat(all.count()).isEqualTo(6);
    assertThat(all.seeds()).hasSize(12).doesNotHaveDuplicates();
    for (int run = 0; run < 2; run++) {
      long[] rows = ofRun(all, run, 2);
      long own = run;
      long[] expected = LongStream.range(0, SAMPLES).map(i -> 2 * i + own).toArray();
      for (int pass = 0; pass < 2; pass++) {
        long[] one = Arrays.copyOfRange(rows, pass * SAMPLES, (pass + 1) * SAMPLES);
        assertThat(one).containsExactlyInAnyOrder(expected).isNotEqualTo(expected);
      }
      assertThat(Arrays.copyOf(rows, SAMPLES))
          .isNotEqualTo(Arrays.copyOfRange(rows, SAMPLES, 2 * SAMPLES));
    }
  }

  @Test
  void ordersAreThoseOfTheRunAloneAndOthersInTheNextRollout() {
    long[] alone = ofRun(drawn(6, 8), 0, 1);
    long[] fused = ofRun(drawn(6, 7, 8), 1, 2);
    assertThat(Arrays.stream(fused).map(row -> row / 2).toArray()).isEqualTo(alone);
    assertThat(ofRun(drawn(12, 8), 0, 1)).isNotEqualTo(alone);
  }
}
