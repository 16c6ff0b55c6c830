package org.normlab.job;

import java.util.Arrays;
import java.util.List;

/** The state of a job. A running job whose worker is lost is queued again. */
public enum JobState {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Tells whether a job may go from this state to another: the one table of moves. */
  public boolean mayBecome(JobState next) {
    return switch (this) {
      case QUEUED -> next == RUNNING || next == CANCELLED;
      case RUNNING -> next != RUNNING;
      case SUCCEEDED, FAILED, CANCELLED -> false;
    };
  }

  /** Tells whether the state is final. */
  public boolean isTerminal() {
    return Arrays.stream(values()).noneMatch(this::mayBecome);
  }

  /** Lists the states that are not final. */
  public static List<JobState> open() {
    return Arrays.stream(values()).filter(state -> !state.isTerminal()).toList();
  }

  /** Lists the states from which a job may go to this one. */
  public List<JobState> origins() {
    return Arrays.stream(values()).filter(state -> state.mayBecome(this)).toList();
  }
}
