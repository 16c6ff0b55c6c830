package org.normlab.metric;

/** Where the values of a metric are found. */
public enum Appears {
  /** In a series over steps alone: a summary would be flooded. */
  SERIES,
  /** In the summary of a run that has ended. */
  SUMMARY,
  /** In a series, and with its last value in the summary. */
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
