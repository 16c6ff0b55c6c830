package org.normlab.environment;

import org.normlab.torch.Seeds;

/** Derives the seeds of a visit to an environment from those of the runs. */
public final class VisitSeeds {
  private VisitSeeds() {}

  /**
   * Returns the seed of each run for a visit; those of the first visit are the runs' own.
   *
   * @param visit how many times the runs have changed to another environment before
   */
  public static long[] of(long[] seeds, int visit) {
    long[] own = seeds.clone();
    for (int run = 0; visit > 0 && run < own.length; run++) {
      own[run] = Seeds.of(seeds[run], "visit", 0, visit);
    }
    return own;
  }
}
