package org.normlab.train;

/** How a run ended by itself. Divergence is a finding, not a failure. */
public enum Outcome {
  COMPLETED,
  STOPPED_EARLY,
  DIVERGED
}
