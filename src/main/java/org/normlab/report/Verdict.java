package org.normlab.report;

import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Better;
import org.normlab.statistics.Figure;
import org.normlab.statistics.PairedComparison;

/** What the runs of a method say against the baseline. */
enum Verdict {
  /** The interval of the difference leaves out 0 and the corrected test is significant. */
  BETTER,
  WORSE,
  /** Only one of both. */
  UNSURE,
  /** Neither. */
  UNTOLD,
  /** There is no seed that both have a value of. */
  NOTHING;

  static Verdict of(PairedComparison against, @Nullable Figure pHolm, Better better, double level) {
    Double mean = against.meanDifference().value();
    if (mean == null) {
      return NOTHING;
    }
    boolean interval = leavesOutZero(against);
    boolean test = isSignificant(pHolm, level);
    if (interval && test) {
      return (mean > 0) == (better == Better.HIGHER) ? BETTER : WORSE;
    }
    return interval || test ? UNSURE : UNTOLD;
  }

  static boolean leavesOutZero(PairedComparison against) {
    Double low = against.t().low();
    Double high = against.t().high();
    return low != null && high != null && (low > 0 || high < 0);
  }

  /** Rounding of 1 − level aside. */
  static boolean isSignificant(@Nullable Figure p, double level) {
    return p != null && p.value() != null && p.value() <= 1 - level + 1e-12;
  }
}
