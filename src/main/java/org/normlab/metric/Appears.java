package org.normlab.metric;

/** Describes where the values of a metric are found. */
public enum Appears {
  /** Appears in a series over steps alone: a summary would be flooded. */
  SERIES,
  /** Appears in the summary of a run that has ended. */
  SUMMARY,
  /** Appears in a series, and with its last value in the summary. */
  BOTH;

  /** Tells whether a run that has ended has it in its summary. */
  public boolean inSummary() {
    return this != SERIES;
  }

  /** Tells whether a run has a series of it. */
  public boolean inSeries() {
    return this != SUMMARY;
  }
}
