package org.normlab.statistics;

/** Describes what becomes of a pair, or of a data set, in which a run diverged. */
public enum DivergedPairs {
  /** It is counted and takes part in nothing. */
  LEFT_OUT,
  /**
   * Ranks a diverged run worse than every value and equal to another diverged one. Means and their
   * intervals are over finite pairs alone: a diverged run has no difference.
   */
  WORST_RANKED
}
