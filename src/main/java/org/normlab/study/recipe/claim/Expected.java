package org.normlab.study.recipe.claim;

import org.normlab.statistics.Direction;
import org.normlab.statistics.Interval;
import org.normlab.statistics.SampleMean;

/** The sign that a paper gives to a quantity. */
public enum Expected {
  POSITIVE(1),
  NEGATIVE(-1);

  private final int sign;

  Expected(int sign) {
    this.sign = sign;
  }

  /** Judges by the interval. Where all values are equal there is none, and nothing can be told. */
  Verdict verdict(SampleMean summary) {
    return summary.n() < Measured.LEAST ? Verdict.NOT_MEASURED : verdict(side(summary.t()));
  }

  /**
   * @param side of zero on which the quantity surely is: 1, −1, or 0 where that is not sure
   */
  Verdict verdict(int side) {
    if (side == 0) {
      return Verdict.UNCLEAR;
    }
    return side == sign ? Verdict.SAME : Verdict.OPPOSITE;
  }

  /**
   * Returns what it says of a claim that runs diverged whose figure the quantity adds, or
   * subtracts.
   */
  Verdict diverged(Direction better, boolean added) {
    return verdict(added == (better == Direction.HIGHER) ? -1 : 1);
  }

  /** The side of zero on which a whole interval lies; 0 where it covers zero, and without one. */
  static int side(Interval interval) {
    Double low = interval.low();
    Double high = interval.high();
    if (low == null || high == null) {
      return 0;
    }
    return low > 0 ? 1 : high < 0 ? -1 : 0;
  }
}
