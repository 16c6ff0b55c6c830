package org.normlab.job;

/** A write by an attempt that does not own its job any more; nothing was written. */
public final class StaleAttempt extends RuntimeException {
  public StaleAttempt(Claim claim) {
    super("attempt %d does not own job %s any more".formatted(claim.attempt(), claim.job()));
  }
}
