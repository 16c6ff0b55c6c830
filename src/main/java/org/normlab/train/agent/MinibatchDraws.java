package org.normlab.train.agent;

import org.normlab.control.Ppo;
import org.normlab.torch.Seeds;
import org.normlab.train.device.Rates;

/**
 * Draws what the updates of a rollout take: every step once in each pass, in an order of its own.
 */
final class MinibatchDraws {
  private final long[] seeds;
  private final Ppo agent;
  private final int samples;
  private final Rates rates;

  /**
   * Derives draws from the seeds of runs.
   *
   * @param samples of a rollout of each run
   */
  MinibatchDraws(long[] seeds, Ppo agent, int samples, Rates rates) {
    this.seeds = seeds;
    this.agent = agent;
    this.samples = samples;
    this.rates = rates;
  }

  /** Returns the updates that follow the first ones, {@code first} in number. */
  FusedActors.Updates of(long first) {
    int runs = seeds.length;
    int count = agent.epochs() * agent.minibatches();
    long[] index = new long[agent.epochs() * samples * runs];
    long[] own = new long[count * runs];
    long passes = first / agent.minibatches();
    for (int run = 0; run < runs; run++) {
      for (int pass = 0; pass < agent.epochs(); pass++) {
        order(run, passes + pass, index, pass * samples * runs);
      }
      for (int k = 0; k < count; k++) {
        own[k * runs + run] = Seeds.of(seeds[run], "network", 0, first + k) >>> 1;
      }
    }
    return new FusedActors.Updates(count, index, rates.table(first, count), own);
  }

  /**
   * Writes the rows of a run in the order of a pass: those of its steps among all, replicas
   * innermost.
   */
  private void order(int run, long pass, long[] index, int offset) {
    int runs = seeds.length;
    int[] order = Seeds.permutation(Seeds.random(seeds[run], "minibatch", 0, pass), samples);
    for (int i = 0; i < samples; i++) {
      index[offset + i * runs + run] = (long) order[i] * runs + run;
    }
  }
}
