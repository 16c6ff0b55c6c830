package org.normlab.statistics;

/** What becomes of a pair, or of a data set, in which a run diverged. */
public enum DivergedPairs {
  /** It is counted and takes part in nothing. */
  LEFT_OUT,
  /**
   * In whatever ranks, a diverged run is worse than every value and equal to another diverged one.
   * Means and their intervals are over finite pairs alone: a diverged run has no difference.
   */
  WORST_RANKED
}
