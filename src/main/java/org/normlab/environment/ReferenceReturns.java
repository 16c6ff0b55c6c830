package org.normlab.environment;

import java.util.Map;
import java.util.Optional;

/**
 * Gives returns between which those of agents are placed, so that games can be averaged.
 *
 * @param random mean return of uniformly random play over all six actions, sticky 0.1, ramping, no
 *     step limit; measured by the environments of this package
 * @param reference mean return of DQN after 5 million steps under the same rules (Young and Tian
 *     2019, arXiv:1903.03176, read off its plots)
 */
public record ReferenceReturns(double random, double reference) {
  private static final Map<KnownEnvironment, ReferenceReturns> ALL =
      Map.of(
          KnownEnvironment.ASTERIX, new ReferenceReturns(0.50, 17),
          KnownEnvironment.BREAKOUT, new ReferenceReturns(0.51, 10),
          KnownEnvironment.FREEWAY, new ReferenceReturns(0.13, 50),
          KnownEnvironment.SEAQUEST, new ReferenceReturns(0.10, 20),
          KnownEnvironment.SPACE_INVADERS, new ReferenceReturns(2.80, 44));

  /** Returns those of an environment; empty for one without published figures. */
  public static Optional<ReferenceReturns> of(KnownEnvironment environment) {
    return Optional.ofNullable(ALL.get(environment));
  }

  /** Returns 0 for the return of random play, and 1 for the reference. */
  public double normalized(double returned) {
    return (returned - random) / (reference - random);
  }
}
