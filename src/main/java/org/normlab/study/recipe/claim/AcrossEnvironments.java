package org.normlab.study.recipe.claim;

/**
 * Tries a claim on the mean over environments, which are kept fixed: of each seed, the mean of its
 * scores (return − random) / (reference − random), so that no environment counts more because its
 * returns are larger. Environments are few and are no sample of others; seeds are what differs
 * (Agarwal et al. 2021, arXiv:2108.13264).
 *
 * @param axis whose labels are the words of environments
 * @param measure of a return
 */
public record AcrossEnvironments(String axis, Measure measure) implements Measure {
  @Override
  public Measured of(Evidence evidence, double level) {
    return measure.of(new ScoredEvidence(evidence, axis), level);
  }

  @Override
  public String quantity() {
    return measure.quantity()
        + "; each value is the mean over environments of one seed's scores, where random play is 0"
        + " and the published DQN at 5 million steps is 1";
  }
}
