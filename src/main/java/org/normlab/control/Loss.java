package org.normlab.control;

/** Says how far a value is from its target. */
public enum Loss {
  /** Huber's loss with threshold 1. */
  HUBER,
  SQUARED
}
