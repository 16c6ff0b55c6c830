package org.normlab.environment;

import java.util.Optional;

/**
 * Returns that scores of an environment are measured by: a score is (return − random) / (reference
 * − random), so that random play has 0 and the reference agent 1. Where they come from {@link
 * EpisodeReturn} says.
 *
 * @param random mean undiscounted return of uniformly random actions
 * @param reference mean undiscounted return of the reference agent, above {@code random}
 */
public record ReferenceReturns(double random, double reference) {
  /** Returns those of a game of MinAtar, by the word that a job gives; empty for other words. */
  public static Optional<ReferenceReturns> of(String word) {
    return KnownEnvironment.of(word)
        .filter(KnownEnvironment::isGrid)
        .map(one -> new ReferenceReturns(one.randomReturn(), one.referenceReturn()));
  }

  /** Returns 0 for the return of random play, and 1 for the reference. */
  public double score(double returned) {
    return (returned - random) / (reference - random);
  }
}
