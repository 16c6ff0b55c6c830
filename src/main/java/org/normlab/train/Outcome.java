package org.normlab.train;

/**
 * Describes how a run ended by itself. Divergence is a finding, not a failure: a training loss that
 * is not finite, gradients that no factor on the loss keeps finite, or a last evaluation whose loss
 * is not finite.
 */
public enum Outcome {
  COMPLETED,
  STOPPED_EARLY,
  DIVERGED
}
