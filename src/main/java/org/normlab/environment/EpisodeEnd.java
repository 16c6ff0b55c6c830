package org.normlab.environment;

/** Says how a recorded episode ended. */
public enum EpisodeEnd {
  /** The rules of the environment have ended it. */
  TERMINATED,
  /** The limit of steps has ended it. */
  TRUNCATED,
  /** Nothing has ended it: it was longer than episodes that are shown. */
  CUT
}
