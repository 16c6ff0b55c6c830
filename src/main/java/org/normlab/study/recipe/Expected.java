package org.normlab.study.recipe;

import org.normlab.statistics.Interval;
import org.normlab.statistics.Summary;

/** The sign that a paper gives to a quantity. */
enum Expected {
  POSITIVE(1),
  NEGATIVE(-1);

  private final int sign;

  Expected(int sign) {
    this.sign = sign;
  }

  /** By the interval; by the value alone where all values are equal. */
  Verdict verdict(Summary summary) {
    Double mean = summary.mean().value();
    if (mean == null || summary.n() < 2) {
      return Verdict.NOT_MEASURED;
    }
    return verdict(side(mean, summary.t()));
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

  /** The side of zero on which a whole interval lies; 0 where it covers zero. */
  static int side(double mean, Interval interval) {
    Double low = interval.low();
    Double high = interval.high();
    if (low == null || high == null) {
      return (int) Math.signum(mean);
    }
    return low > 0 ? 1 : high < 0 ? -1 : 0;
  }
}
