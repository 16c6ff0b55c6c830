package org.normlab.statistics;

/**
 * How probably a is better than b: the share of comparisons that a wins, a tie counting half.
 *
 * @param n comparisons: pairs, or all runs of a with all of b
 * @param interval of the probability
 */
public record Improvement(long n, long wins, long ties, Figure probability, Interval interval) {
  /** Over pairs of the same seed, with Wilson's interval. */
  public static Improvement paired(
      Pairing pairing, Better better, DivergedPairs diverged, double level) {
    throw new UnsupportedOperationException();
  }

  /**
   * Over all runs of a with all of b, as rliable has it (Agarwal et al. 2021): the Mann–Whitney U
   * of a over the number of comparisons, with a percentile interval of runs of a and b resampled
   * apart.
   */
  public static Improvement unpaired(
      Scores a, Scores b, Better better, DivergedPairs diverged, double level) {
    throw new UnsupportedOperationException();
  }
}
