package org.normlab.environment;

/** Says which actions of an environment an agent has. */
public enum ActionSet {
  /** All, so that games of MinAtar have the same six. */
  FULL,
  /** Those alone that mean something in the game. */
  MINIMAL
}
