package org.normlab.environment;

/** Says how an episode that was played for show ended. */
public enum EpisodeEnd {
  /** By the rules of the environment. */
  TERMINATED,
  /** By its limit of steps. */
  TRUNCATED,
  /** Not at all: it was longer than episodes that are shown. */
  CUT
}
