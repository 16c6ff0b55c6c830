package org.normlab.job;

/** The job has changed since the caller read it. */
public final class VersionMismatch extends RuntimeException {
  private final transient Job job;

  VersionMismatch(Job job, long expected) {
    super("job %s is at version %d, not %d".formatted(job.id(), job.version(), expected));
    this.job = job;
  }

  /** As it stands. */
  public Job job() {
    return job;
  }
}
