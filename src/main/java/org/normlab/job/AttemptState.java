package org.normlab.job;

/** The state of an attempt; all but RUNNING are final. */
public enum AttemptState {
  /** Its worker renews the lease, or has fallen silent unnoticed. */
  RUNNING,
  /** Every run has an outcome. */
  COMPLETED,
  /** Its worker fell silent, and another took the job over. */
  LOST,
  /** The job brought it to a bad end. */
  FAILED,
  /** The user cancelled the job. */
  CANCELLED,
  /** Its worker gave the job back. */
  STOPPED
}
