package org.normlab.statistics;

/** Describes what a test asks of the differences a − b. */
public enum Alternative {
  /** They are not centred at zero. */
  TWO_SIDED,
  /** They are centred above zero: a is greater. */
  GREATER,
  /** They are centred below zero: a is less. */
  LESS
}
