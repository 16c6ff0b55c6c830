package org.normlab.environment;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds an episode that was played again: what was seen before each step and after the last one,
 * and the reward of each step.
 *
 * @param seen how it looked, one more than there are steps
 * @param rewards one a step
 * @param end how it ended
 */
public record EpisodeReplay(List<Seen> seen, int[] rewards, EpisodeEnd end) {
  /** Shows an environment at one time. */
  public sealed interface Seen {}

  /**
   * Shows a game of MinAtar.
   *
   * @param packed {@code [channels, 10, 10]}, the first cell in the lowest bit of the first byte
   */
  public record Bits(byte[] packed) implements Seen {}

  /**
   * Shows classic control.
   *
   * @param values the observation, in the units of the environment
   */
  public record Numbers(float[] values) implements Seen {}

  /**
   * Plays an episode again.
   *
   * @param settings as it was played
   * @param seed of its run
   * @param visit which of the environments that are played in turn, from 0
   * @throws IllegalArgumentException where an action is none of the environment's, or follows the
   *     end of the episode
   */
  public static EpisodeReplay of(GameSettings settings, long seed, int visit, byte[] actions) {
    Environments environments = StoredEpisode.environments(own(settings), new long[] {seed}, visit);
    boolean isGrid = settings.environment().isGrid();
    List<Seen> seen = new ArrayList<>();
    int[] rewards = new int[actions.length];
    seen.add(look(environments, isGrid));
    for (int step = 0; step < actions.length; step++) {
      check(environments, step, actions[step]);
      environments.advance(0, actions[step]);
      rewards[step] = environments.reward(0);
      seen.add(look(environments, isGrid));
    }
    return new EpisodeReplay(seen, rewards, end(environments));
  }

  /** Leaves out the channels of padding that a sequence of games has. */
  private static GameSettings own(GameSettings settings) {
    return new GameSettings(
        settings.environment(),
        settings.sticky(),
        settings.ramping(),
        settings.actions(),
        settings.stepLimit(),
        settings.environment().observed().size());
  }

  private static void check(Environments environments, int step, int action) {
    if (environments.ended(0)) {
      throw new IllegalArgumentException("the episode ends before step %d".formatted(step));
    }
    if (action < 0 || action >= environments.actions()) {
      throw new IllegalArgumentException(
          "the environment has actions 0 to %d; received %d in step %d"
              .formatted(environments.actions() - 1, action, step));
    }
  }

  private static Seen look(Environments environments, boolean isGrid) {
    Observations observations = environments.observations();
    if (isGrid) {
      byte[] packed = new byte[observations.size()];
      observations.pack(0, packed, 0);
      return new Bits(packed);
    }
    float[] values = new float[observations.size()];
    observations.writeUnscaled(0, values, 0);
    return new Numbers(values);
  }

  private static EpisodeEnd end(Environments environments) {
    return environments.terminated(0)
        ? EpisodeEnd.TERMINATED
        : environments.truncated(0) ? EpisodeEnd.TRUNCATED : EpisodeEnd.CUT;
  }

  /** Returns the undiscounted sum of rewards. */
  public long returned() {
    long sum = 0;
    for (int reward : rewards) {
      sum += reward;
    }
    return sum;
  }
}
