package org.normlab.train.agent;

import java.util.Arrays;
import org.normlab.torch.Seeds;

/**
 * Draws random actions: one number of 64 bits a place and sweep, from its run's seed; and the seeds
 * of the noise by which networks act.
 */
final class ActionDraws {
  private final long[] seeds;
  private final long[] streams;
  private final int runs;
  private final int actions;

  ActionDraws(long[] seeds, int places, int actions) {
    this.seeds = seeds;
    this.runs = seeds.length;
    this.actions = actions;
    streams = new long[runs * places];
    for (int i = 0; i < streams.length; i++) {
      streams[i] = Seeds.stream(seeds[i % runs], "action", i / runs);
    }
  }

  /** Returns actions {@code [E, R]}, −1 where none is drawn: each with a probability. */
  long[] at(long sweep, double probability) {
    long[] drawn = new long[streams.length];
    for (int i = 0; i < drawn.length; i++) {
      long bits = Seeds.at(streams[i], sweep);
      boolean random = (bits >>> 40) * 0x1p-24 < probability;
      drawn[i] = random ? ((bits & 0xFFFFFFFFL) * actions) >>> 32 : -1;
    }
    return drawn;
  }

  /** Returns seeds of networks {@code [R]}, from 0. */
  long[] ofNetworks(long sweep) {
    long[] drawn = new long[runs];
    Arrays.setAll(drawn, run -> Seeds.of(seeds[run], "acting network", 0, sweep) >>> 1);
    return drawn;
  }

  /** Returns numbers in [0, 1), {@code [E, R]}, by which actions are drawn from a policy. */
  double[] uniform(long sweep) {
    double[] drawn = new double[streams.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (Seeds.at(streams[i], sweep) >>> 11) * 0x1p-53;
    }
    return drawn;
  }
}
