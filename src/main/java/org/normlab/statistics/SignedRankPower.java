package org.normlab.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Power of the rule by which a method is called better: Student's interval of the mean difference
 * leaves out 0, and Wilcoxon's signed rank test is significant. Differences are normal with
 * standard deviation 1 and the effect d_z as their mean.
 *
 * <p>Up to {@link #MOST_SIMULATED} pairs by simulation from a fixed seed: both conditions hold from
 * some effect on, which is found for each simulated sample; the effect with a power is their
 * quantile. The rank test is the exact one. Beyond, both statistics are taken as normal with the
 * correlation √(3/π), whose square is the efficiency of the rank test relative to the t test
 * (Lehmann 1975).
 */
final class SignedRankPower {
  static final int MOST_SIMULATED = 40;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double CORRELATION = Math.sqrt(3 / Math.PI);
  private static final long SEED = 0x5DEECE66DL;
  private static final int MOST_REMEMBERED = 1_000;
  private static final Map<Rule, Map<Integer, Double>> REMEMBERED = new ConcurrentHashMap<>();

  private SignedRankPower() {}

  /**
   * The rule by which a method is called better.
   *
   * @param alpha 1 − the level of Student's interval
   * @param test largest p of the rank test, correction included
   * @param sides of the rank test
   * @param power asked for
   */
  record Rule(double alpha, double test, int sides, double power) {
    /** The fewest pairs of which the rank test can be significant: all differences of one sign. */
    int least() {
      int pairs = 3;
      while (sides * Math.scalb(1.0, -pairs) > test) {
        pairs++;
      }
      return pairs;
    }
  }

  /**
   * The fewest pairs with the power, or more than {@code most}.
   *
   * @param effect d_z in the direction of the test, above 0
   */
  static int pairs(double effect, Rule rule, int most) {
    int simulated = Math.min(MOST_SIMULATED, most);
    int least = rule.least();
    if (least <= simulated && effect(simulated, rule) <= effect) {
      return first(least, simulated, pairs -> effect(pairs, rule) <= effect);
    }
    int from = Math.max(least, simulated + 1);
    return from <= most && normal(effect, most, rule) >= rule.power()
        ? first(from, most, pairs -> normal(effect, pairs, rule) >= rule.power())
        : most + 1;
  }

  private interface Suffices {
    boolean with(int pairs);
  }

  /** Power grows with the number of pairs. */
  private static int first(int least, int most, Suffices suffices) {
    int low = least;
    int high = most;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (suffices.with(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The least effect with the power, so many pairs given. */
  private static double effect(int pairs, Rule rule) {
    if (REMEMBERED.size() > MOST_REMEMBERED) {
      REMEMBERED.clear();
    }
    return REMEMBERED
        .computeIfAbsent(rule, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(pairs, n -> simulated(n, rule));
  }

  private static double simulated(int pairs, Rule rule) {
    SplittableRandom random = new SplittableRandom(SEED + pairs);
    int rank = critical(pairs, rule.test() / rule.sides());
    double t = TDistribution.of(pairs - 1).inverseSurvivalProbability(rule.alpha() / 2);
    double[] effects = new double[Math.clamp(2_000_000L / ((long) pairs * pairs), 2_500, 20_000)];
    double[] sample = new double[pairs];
    double[] walsh = new double[pairs * (pairs + 1) / 2];
    for (int s = 0; s < effects.length; s++) {
      Arrays.setAll(sample, _ -> random.nextGaussian());
      effects[s] = Math.max(fromTest(sample, walsh, rank), fromInterval(sample, t));
    }
    Arrays.sort(effects);
    return effects[Math.min(effects.length - 1, (int) Math.ceil(rule.power() * effects.length))];
  }

  /**
   * The effect from which on the sum of positive ranks, the Walsh averages above 0, is so large.
   */
  private static double fromTest(double[] sample, double[] walsh, int rank) {
    int next = 0;
    for (int i = 0; i < sample.length; i++) {
      for (int j = 0; j <= i; j++) {
        walsh[next++] = (sample[i] + sample[j]) / 2;
      }
    }
    Arrays.sort(walsh);
    return -walsh[walsh.length - rank];
  }

  /** The effect from which on the lower end of the interval is above 0. */
  private static double fromInterval(double[] sample, double t) {
    double mean = Arrays.stream(sample).sum() / sample.length;
    double squares = Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
    return t * Math.sqrt(squares / (sample.length - 1) / sample.length) - mean;
  }

  /** The least sum of positive ranks that has at most this chance or less, without ties. */
  private static int critical(int pairs, double chance) {
    int most = pairs * (pairs + 1) / 2;
    double[] chances = new double[most + 1];
    chances[0] = Math.scalb(1.0, -pairs);
    for (int rank = 1; rank <= pairs; rank++) {
      for (int sum = most; sum >= rank; sum--) {
        chances[sum] += chances[sum - rank];
      }
    }
    double above = 0;
    int sum = most;
    while (sum >= 0 && above + chances[sum] <= chance) {
      above += chances[sum];
      sum--;
    }
    return sum + 1;
  }

  /** The chance that both statistics pass, by the normal approximation of both. */
  private static double normal(double effect, int pairs, Rule rule) {
    double shift = effect * Math.sqrt(pairs);
    TDistribution student = TDistribution.of(pairs - 1);
    double first = passing(shift, student.inverseSurvivalProbability(rule.alpha() / 2), pairs);
    double second =
        passing(
            CORRELATION * shift,
            student.inverseSurvivalProbability(rule.test() / rule.sides()),
            pairs);
    double step = 0.02;
    double sum = 0;
    for (double z = -9; z <= 9; z += step) {
      if (z < first) {
        double other = (second - CORRELATION * z) / Math.sqrt(1 - CORRELATION * CORRELATION);
        sum += step * NORMAL.density(z) * NORMAL.cumulativeProbability(other);
      }
    }
    return sum;
  }

  /** The normal quantile of the chance that Student's t with a shift is above a critical value. */
  private static double passing(double shift, double critical, int pairs) {
    double degrees = pairs - 1.0;
    return (shift - critical * (1 - 1 / (4 * degrees)))
        / Math.sqrt(1 + critical * critical / (2 * degrees));
  }
}
