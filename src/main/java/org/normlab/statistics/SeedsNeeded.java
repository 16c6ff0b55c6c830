package org.normlab.statistics;

import java.util.Objects;
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
   * Plans from an observed comparison.
   *
   * @param alternative of the test; a one-sided one needs an effect in its direction
   */
  public static SeedsNeeded of(
      PairedComparison observed, Alternative alternative, double alpha, double power) {
    Interval.checked(alpha);
    Interval.checked(power);
    Figure effect = observed.effect();
    if (effect.value() == null) {
      return none(alpha, power, effect, Objects.requireNonNull(effect.reason()));
    }
    double towards = alternative == Alternative.LESS ? -effect.value() : effect.value();
    if (effect.value() == 0) {
      return none(alpha, power, effect, "the observed mean difference is zero");
    }
    if (towards < 0 && alternative != Alternative.TWO_SIDED) {
      return none(alpha, power, effect, "the observed difference points the other way");
    }
    int sides = alternative == Alternative.TWO_SIDED ? 2 : 1;
    double size = Math.abs(towards);
    if (PairedPower.of(size, MOST, alpha, sides) < power) {
      return none(alpha, power, effect, "more than 10,000 pairs");
    }
    int pairs = least(size, alpha, sides, power);
    int more = Math.max(0, pairs - observed.n());
    return new SeedsNeeded(pairs, more, alpha, power, effect, null);
  }

  private static SeedsNeeded none(double alpha, double power, Figure effect, String reason) {
    return new SeedsNeeded(null, null, alpha, power, effect, reason);
  }

  /** Power grows with the number of pairs, of which {@link #MOST} suffice. */
  private static int least(double effect, double alpha, int sides, double power) {
    int low = 2;
    int high = MOST;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (PairedPower.of(effect, middle, alpha, sides) < power) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
