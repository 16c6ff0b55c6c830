package org.normlab.job;

/** A job cannot go from its state to the one asked for. */
public final class IllegalMove extends RuntimeException {
  private final transient Job job;

  public IllegalMove(Job job, String asked, String allowed) {
    super("job %s is %s and cannot be %s; %s".formatted(job.id(), job.state(), asked, allowed));
    this.job = job;
  }

  /** As it stands. */
  public Job job() {
    return job;
  }
}
