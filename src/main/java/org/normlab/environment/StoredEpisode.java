package org.normlab.environment;

import java.util.Arrays;
import org.normlab.torch.Seeds;

/**
 * Describes the episode that shows what an agent has learned by the end of a visit. It has draws of
 * its own, which derive from the run's seed, so that its actions alone let it be played again.
 *
 * @param actions one byte a step, of the actions that the settings allow
 * @param returned the undiscounted sum of its rewards
 */
public record StoredEpisode(byte[] actions, long returned, EpisodeEnd end) {
  /** After so many steps an episode is cut. */
  public static final int LONGEST = 3000;

  /**
   * Creates the environments in which episodes are shown, each run's at the place of its number.
   *
   * @param seeds of the runs
   * @param visit which of the environments that are played in turn, from 0
   */
  public static Environments environments(GameSettings settings, long[] seeds, int visit) {
    long[] own = Arrays.stream(seeds).map(seed -> Seeds.of(seed, "episode", 0, visit)).toArray();
    return new Environments(settings, own, 1, visit);
  }

  /** Returns its length in steps. */
  public int length() {
    return actions.length;
  }
}
