package org.normlab.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Describes how probably a is better than b: the share of comparisons that a wins, a tie counting
 * half. What is equal but for rounding ties.
 *
 * @param n comparisons: pairs, or all runs of a with all of b
 * @param interval of the probability
 */
public record Improvement(long n, long wins, long ties, Estimate probability, Interval interval) {
  private static final String NOTHING = "nothing to compare";

  /** Over pairs of the same seed, with Wilson's score interval (1927). */
  public static Improvement paired(
      Pairing pairing, Direction better, DivergedPairs diverged, double level) {
    Interval.checked(level);
    long[] outcomes = new long[3];
    for (Pairing.Pair pair : pairing.ranked(diverged)) {
      double[] both = {oriented(pair.a(), better), oriented(pair.b(), better)};
      double[] tied = Rounding.tied(both);
      outcomes[outcome(tied[0], tied[1])]++;
    }
    long n = outcomes[0] + outcomes[1] + outcomes[2];
    if (n == 0) {
      return none(Interval.undefined(level, "wilson", NOTHING));
    }
    double share = (outcomes[2] + outcomes[1] / 2.0) / n;
    return new Improvement(
        n, outcomes[2], outcomes[1], Estimate.of(share), Interval.ofShare(share, n, level));
  }

  /**
   * Over all runs of a with all of b, as rliable has it (Agarwal et al. 2021): the Mann–Whitney U
   * of a over the number of comparisons, with a percentile interval of runs of a and b resampled
   * apart. Where all comparisons end alike there is no interval: resamples could not differ.
   */
  public static Improvement unpaired(
      Scores a, Scores b, Direction better, DivergedPairs diverged, double level) {
    Interval.checked(level);
    int size = oriented(a, better, diverged).length;
    double[] all =
        Rounding.tied(
            DoubleStream.concat(
                    DoubleStream.of(oriented(a, better, diverged)),
                    DoubleStream.of(oriented(b, better, diverged)))
                .toArray());
    double[] left = Arrays.copyOf(all, size);
    double[] right = Arrays.copyOfRange(all, size, all.length);
    long n = (long) left.length * right.length;
    if (n == 0) {
      return none(Interval.undefined(level, "percentile", NOTHING));
    }
    long[] outcomes = new long[3];
    for (double x : left) {
      for (double y : right) {
        outcomes[outcome(x, y)]++;
      }
    }
    boolean alike = outcomes[0] == n || outcomes[1] == n || outcomes[2] == n;
    Interval interval =
        alike
            ? Interval.undefined(level, "percentile", "all comparisons end alike")
            : Bootstrap.greater(left, right, level);
    double share = (outcomes[2] + outcomes[1] / 2.0) / n;
    return new Improvement(n, outcomes[2], outcomes[1], Estimate.of(share), interval);
  }

  private static Improvement none(Interval interval) {
    return new Improvement(0, 0, 0, Estimate.undefined(NOTHING), interval);
  }

  /** 0 lost, 1 tied, 2 won. */
  private static int outcome(double a, double b) {
    return a > b ? 2 : a == b ? 1 : 0;
  }

  private static double[] oriented(Scores scores, Direction better, DivergedPairs diverged) {
    return scores.bySeed().values().stream()
        .filter(
            score ->
                score instanceof Score.Value
                    || (score instanceof Score.Diverged && diverged == DivergedPairs.WORST_RANKED))
        .mapToDouble(score -> oriented(score, better))
        .toArray();
  }

  private static double oriented(Score score, Direction better) {
    return score instanceof Score.Value(double value)
        ? better.oriented(value)
        : Double.NEGATIVE_INFINITY;
  }
}
