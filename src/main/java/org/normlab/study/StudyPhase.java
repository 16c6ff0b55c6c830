package org.normlab.study;

import java.util.Arrays;
import java.util.List;

/** The state of a study as users see it: what was asked for, and how far its jobs are. */
public enum StudyPhase {
  /** No job has begun. */
  QUEUED,
  RUNNING,
  /** No further job begins. */
  PAUSED,
  /** Every job has ended. */
  COMPLETED,
  CANCELLED;

  /** Tells whether a study may go from here to another state: the one table of its moves. */
  public boolean mayBecome(StudyState next) {
    return switch (this) {
      case QUEUED, RUNNING -> next != StudyState.ACTIVE;
      case PAUSED -> next != StudyState.PAUSED;
      case COMPLETED, CANCELLED -> false;
    };
  }

  public boolean mayBeExtended() {
    return this != CANCELLED;
  }

  /** Lists the phases from which a study may go to a state. */
  public static List<StudyPhase> before(StudyState next) {
    return Arrays.stream(values()).filter(phase -> phase.mayBecome(next)).toList();
  }
}
