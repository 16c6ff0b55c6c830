package org.normlab.job;

/** Where a job stands. A running job whose worker is lost is queued again. */
public enum JobState {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** A terminal state is final. */
  public boolean isTerminal() {
    return this != QUEUED && this != RUNNING;
  }
}
