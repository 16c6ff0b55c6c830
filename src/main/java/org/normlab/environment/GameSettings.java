package org.normlab.environment;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Describes one environment as it is played.
 *
 * @param sticky probability that the action of the step before is executed again
 * @param ramping whether a game that gets harder does so
 * @param stepLimit steps after which an episode is truncated; 0 for none
 * @param channels of an observation of bits: at least the game's own, and 0 beyond them
 */
public record GameSettings(
    KnownEnvironment environment,
    double sticky,
    boolean ramping,
    ActionSet actions,
    int stepLimit,
    int channels) {

  /** Returns the settings that an environment has by default. */
  public static GameSettings of(KnownEnvironment environment) {
    return new GameSettings(
        environment,
        environment.sticky(),
        true,
        ActionSet.FULL,
        environment.stepLimit().orElse(0),
        environment.observed().size());
  }

  /** Returns which of the environment's actions each action of the agent is. */
  public List<Integer> actionNumbers() {
    return actions == ActionSet.MINIMAL
        ? environment.minimalActions()
        : IntStream.range(0, environment.actions().size()).boxed().toList();
  }
}
