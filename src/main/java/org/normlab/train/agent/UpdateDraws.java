package org.normlab.train.agent;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.normlab.control.Dqn;
import org.normlab.control.Prioritized;
import org.normlab.control.Ring;
import org.normlab.torch.Seeds;
import org.normlab.train.device.Rates;

/** Draws what updates take: transitions or places among priorities, and the network's seeds. */
final class UpdateDraws {
  /** A network is called three times in an update: to learn, to choose actions, as the target. */
  static final List<String> CALLS = List.of("network", "choosing network", "target network");

  private final long[] seeds;
  private final Dqn agent;
  private final Ring ring;
  private final Rates rates;

  UpdateDraws(long[] seeds, Dqn agent, Ring ring, Rates rates) {
    this.seeds = seeds;
    this.agent = agent;
    this.ring = ring;
    this.rates = rates;
  }

  /** Returns updates {@code first … first + count − 1}. */
  FusedAgents.Updates of(long first, int count) {
    int runs = seeds.length;
    int perUpdate = agent.batchSize() * runs;
    @Nullable Prioritized how = agent.prioritized();
    long[] index = new long[how == null ? count * perUpdate : count];
    double[] draws = new double[how == null ? count : count * perUpdate];
    double[] importance = new double[count * 2];
    long[] own = new long[count * CALLS.size() * runs];
    for (int k = 0; k < count; k++) {
      if (how == null) {
        ring.draw(seeds, first + k, agent.batchSize(), index, k * perUpdate);
      } else {
        draw(first + k, draws, k * perUpdate);
        importance[2 * k] = ring.drawable();
        importance[2 * k + 1] = how.beta(first + k, rates.totalSteps());
      }
      networks(first + k, own, k * CALLS.size() * runs);
    }
    return new FusedAgents.Updates(count, index, draws, importance, rates.table(first, count), own);
  }

  /** Seeds from 0, {@code [3, R]}. */
  private void networks(long update, long[] to, int offset) {
    for (int call = 0; call < CALLS.size(); call++) {
      for (int run = 0; run < seeds.length; run++) {
        to[offset + call * seeds.length + run] =
            Seeds.of(seeds[run], CALLS.get(call), 0, update) >>> 1;
      }
    }
  }

  /** Numbers in [0, 1), {@code [B, R]}. */
  private void draw(long update, double[] to, int offset) {
    for (int run = 0; run < seeds.length; run++) {
      RandomGenerator random = Seeds.random(seeds[run], "replay", 0, update);
      for (int b = 0; b < agent.batchSize(); b++) {
        to[offset + b * seeds.length + run] = random.nextDouble();
      }
    }
  }
}
