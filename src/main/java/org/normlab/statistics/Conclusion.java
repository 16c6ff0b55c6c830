package org.normlab.statistics;

import org.jspecify.annotations.Nullable;

/** Describes what the runs of a method say against the baseline. */
public enum Conclusion {
  /** Student's interval of the difference leaves out 0 and the corrected test is significant. */
  BETTER,
  /** The same two conditions hold, and the difference favours the baseline. */
  WORSE,
  /** Only one of both conditions holds. */
  UNSETTLED,
  /** Neither holds. */
  INDISTINCT,
  /** No seed has a value of both. */
  NO_PAIRS;

  /** Fewer pairs than these conclude nothing, whatever the level is. */
  public static final int LEAST_PAIRS = 3;

  /**
   * Concludes from a comparison; the only place where this is decided.
   *
   * @param corrected p of the rank test, corrected over its family
   */
  public static Conclusion of(
      PairedComparison against, Estimate corrected, Direction better, double alpha) {
    Double mean = against.meanDifference().value();
    if (mean == null) {
      return NO_PAIRS;
    }
    boolean interval = against.t().leavesOutZero();
    boolean test = isSignificant(corrected.value(), alpha);
    if (interval && test && against.n() >= LEAST_PAIRS) {
      return mean > 0 == (better == Direction.HIGHER) ? BETTER : WORSE;
    }
    return interval || test ? UNSETTLED : INDISTINCT;
  }

  private static boolean isSignificant(@Nullable Double p, double alpha) {
    return p != null && p <= alpha;
  }
}
