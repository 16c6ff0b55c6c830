package org.normlab.statistics;

import org.jspecify.annotations.Nullable;

/**
 * How many pairs of runs in all would show a difference like the observed one: the least n at which
 * a paired t test at {@code alpha} has {@code power}, if the true effect is the observed d_z. Equal
 * to statsmodels' {@code TTestPower.solve_power} rounded up. The observed effect is itself
 * uncertain: with few pairs read it as an order of magnitude.
 *
 * @param pairs in all, those already run among them; null with a reason
 * @param more pairs to run beyond those observed, 0 where they suffice; null where pairs is
 * @param effect d_z that was assumed
 */
public record SeedsNeeded(
    @Nullable Integer pairs,
    @Nullable Integer more,
    double alpha,
    double power,
    Figure effect,
    @Nullable String reason) {
  /** No more pairs than these are proposed. */
  public static final int MOST = 10_000;

  /**
   * @param alternative of the test; a one-sided one needs an effect in its direction
   */
  public static SeedsNeeded of(
      PairedComparison observed, Alternative alternative, double alpha, double power) {
    throw new UnsupportedOperationException();
  }
}
