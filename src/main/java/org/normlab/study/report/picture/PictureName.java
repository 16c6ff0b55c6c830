package org.normlab.study.report.picture;

/** The pictures that can be asked for by name. */
public enum PictureName {
  /** Every seed of each method of a block. */
  STRIP,
  /** Differences to the baseline within a block. */
  FOREST,
  /** The metric against the seconds of a run within a block. */
  PARETO,
  /** The metric over the values of one setting. */
  SENSITIVITY,
  /** A metric over training within a block. */
  CURVES,
  /** Average ranks over all blocks with groups that a test does not tell apart. */
  RANKS,
  /** Aggregates over all blocks with their intervals. */
  AGGREGATE,
  /** Shows how probably runs of one method are better than those of another, over all blocks. */
  IMPROVEMENT,
  /** The share of runs above each threshold, over all blocks. */
  PROFILE
}
