package org.normlab.study;

/** The state of a study that its user asks for; {@link StudyPhase} adds how far its jobs are. */
public enum StudyState {
  ACTIVE,
  PAUSED,
  CANCELLED
}
