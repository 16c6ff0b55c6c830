package org.normlab.job;

/** The job has changed since the caller read it. */
public final class VersionMismatch extends RuntimeException {
  private final transient Job job;

  public VersionMismatch(Job job) {
    super(
        "job %s is at version %d, and not at one that the change is for"
            .formatted(job.id(), job.version()));
    this.job = job;
  }

  /** Returns the job as it stands. */
  public Job job() {
    return job;
  }
}
