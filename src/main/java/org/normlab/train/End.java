package org.normlab.train;

/** Describes how an attempt ended without a failure. */
public enum End {
  /** Every run has an outcome. */
  COMPLETED,
  /** A stop was asked for and a checkpoint of the last step is written. */
  STOPPED
}
