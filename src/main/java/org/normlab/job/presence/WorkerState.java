package org.normlab.job.presence;

/** The state of a worker that is there. */
public enum WorkerState {
  /** It takes jobs. */
  READY,
  /** It takes no jobs for now. */
  PAUSED
}
