package org.normlab.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Describes how many pairs of runs in all would show a difference like the observed one: the least
 * n at which the rule that calls a method better has {@code power}, if differences are normal and
 * their true effect is the observed d_z. The rule is that Student's interval leaves out 0 and that
 * Wilcoxon's signed rank test is significant after Holm's correction, at its strictest: as if no
 * other comparison of the family were. {@link SignedRankPower} has the method. The observed effect
 * is itself uncertain: with few pairs read the number as an order of magnitude.
 *
 * @param pairs in all, those already run among them; null with a reason
 * @param more pairs to run beyond those observed, 0 where they suffice; null where pairs is
 * @param least pairs of which the corrected test can be significant at all, whatever the values
 * @param comparisons of the family that is corrected for
 * @param effect d_z that was assumed
 */
public record SeedsNeeded(
    @Nullable Integer pairs,
    @Nullable Integer more,
    int least,
    int comparisons,
    double alpha,
    double power,
    Estimate effect,
    @Nullable String reason) {
  /** No more pairs than these are proposed. */
  public static final int MOST = 10_000;

  /**
   * Plans from an observed comparison.
   *
   * @param alternative of the test; a one-sided one needs an effect in its direction
   * @param comparisons of the family that Holm corrects for, this one among them
   */
  public static SeedsNeeded of(
      PairedComparison observed,
      Alternative alternative,
      double alpha,
      int comparisons,
      double power) {
    Interval.checked(alpha);
    Interval.checked(power);
    int family = Math.max(1, comparisons);
    int sides = alternative == Alternative.TWO_SIDED ? 2 : 1;
    SignedRankPower.Rule rule = new SignedRankPower.Rule(alpha, alpha / family, sides, power);
    Estimate effect = observed.effect();
    String reason = reason(effect, alternative);
    int pairs =
        reason == null
            ? SignedRankPower.pairs(Math.abs(effect.asOptional().orElseThrow()), rule, MOST)
            : 0;
    if (pairs > MOST) {
      reason = "more than 10,000 pairs";
    }
    boolean known = reason == null;
    return new SeedsNeeded(
        known ? pairs : null,
        known ? Math.max(0, pairs - observed.n()) : null,
        rule.least(),
        family,
        alpha,
        power,
        effect,
        reason);
  }

  /** Explains why nothing can be planned; null where it can. */
  private static @Nullable String reason(Estimate effect, Alternative alternative) {
    if (effect.value() == null) {
      return effect.reason();
    }
    if (effect.value() == 0) {
      return "the observed mean difference is zero";
    }
    boolean towards = effect.value() > 0 == (alternative == Alternative.GREATER);
    return alternative == Alternative.TWO_SIDED || towards
        ? null
        : "the observed difference points the other way";
  }
}
