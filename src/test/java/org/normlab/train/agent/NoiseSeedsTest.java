package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.normlab.control.Prioritized;
import org.normlab.control.Ring;
import org.normlab.optim.Schedule;
import org.normlab.train.Run;
import org.normlab.train.device.Rates;

/** Seeds of networks derive from a run's seed and the number of the sweep or update. */
class NoiseSeedsTest {
  private static final long[] SEEDS = {3, 5};

  private static long[] ofUpdates(long first, int count, long... seeds) {
    var agent =
        SmallAgents.dqn(SmallAgents.GREEDY, false, 1, null, new Prioritized(0.5, 1e-6, 0.4, 1));
    List<Run> runs =
        IntStream.range(0, seeds.length).mapToObj(r -> new Run(r, seeds[r], 0.01, 0, 0)).toList();
    Rates rates = new Rates(runs, new Schedule.Constant(0), 100);
    return new UpdateDraws(seeds, agent, new Ring(seeds.length, 4, agent, 0), rates)
        .of(first, count)
        .seeds();
  }

  private static void allDiffer(long[] drawn, int count) {
    assertThat(Arrays.stream(drawn).distinct()).hasSize(count);
    assertThat(Arrays.stream(drawn)).allMatch(seed -> seed >= 0);
  }

  @Test
  void eachCallOfAnUpdateHasItsOwn() {
    long[] all = ofUpdates(7, 4, SEEDS);
    allDiffer(all, 4 * 3 * 2);
    assertThat(ofUpdates(9, 2, SEEDS)).containsExactly(Arrays.copyOfRange(all, 12, 24));
    long[] second = IntStream.range(0, 12).mapToLong(i -> all[2 * i + 1]).toArray();
    assertThat(ofUpdates(7, 4, SEEDS[1])).containsExactly(second);
  }

  @Test
  void eachSweepHasItsOwn() {
    ActionDraws draws = new ActionDraws(SEEDS, 4, 2);
    allDiffer(
        LongStream.range(0, 5).flatMap(i -> Arrays.stream(draws.ofNetworks(i))).toArray(), 10);
    assertThat(new ActionDraws(new long[] {SEEDS[1]}, 8, 2).ofNetworks(3))
        .containsExactly(draws.ofNetworks(3)[1]);
  }
}
