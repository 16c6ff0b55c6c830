package org.normlab.environment;

/** Says how an episode that was played for show ended. */
public enum EpisodeEnd {
  /** The rules of the environment have ended it. */
  TERMINATED,
  /** The limit of steps has ended it. */
  TRUNCATED,
  /** Nothing has ended it: it was longer than episodes that are shown. */
  CUT
}
