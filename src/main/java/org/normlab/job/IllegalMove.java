package org.normlab.job;

import java.util.List;
import java.util.stream.Collectors;

/** A job cannot go from its state to the one asked for. */
public final class IllegalMove extends RuntimeException {
  private final transient Job job;

  private IllegalMove(Job job, String asked, String allowed) {
    super("job %s is %s and cannot be %s; %s".formatted(job.id(), job.state(), asked, allowed));
    this.job = job;
  }

  /** Refuses what only jobs in some states allow. */
  public static IllegalMove unless(Job job, String asked, List<JobState> allowed) {
    String states = allowed.stream().map(JobState::name).collect(Collectors.joining(" and "));
    return new IllegalMove(job, asked, "only " + states + " jobs can");
  }

  /** Refuses what only jobs that have ended allow. */
  public static IllegalMove unlessEnded(Job job, String asked) {
    return new IllegalMove(job, asked, "only jobs that have ended can");
  }

  /** Returns the job as it is. */
  public Job job() {
    return job;
  }
}
