package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The number of seeds that is proposed has the power with the rule that decides. */
class SeedsNeededTest {
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  /** Two pairs whose observed effect is this one. */
  private static PairedComparison observed(double effect) {
    double half = 1 / Math.sqrt(2);
    return compared(new double[] {effect - half, effect + half});
  }

  private static PairedComparison compared(double[] differences) {
    return PairedComparison.of(
        Scores.of(differences),
        Scores.of(new double[differences.length]),
        Direction.HIGHER,
        Alternative.TWO_SIDED,
        DivergedPairs.LEFT_OUT,
        1 - ALPHA);
  }

  private static SeedsNeeded needed(double effect, int comparisons) {
    return SeedsNeeded.of(observed(effect), Alternative.TWO_SIDED, ALPHA, comparisons, POWER);
  }

  /** How often normal differences with this effect are called better. */
  private static double share(double effect, int pairs, int comparisons) {
    SplittableRandom random = new SplittableRandom(17);
    int samples = 4_000;
    int better = 0;
    for (int s = 0; s < samples; s++) {
      double[] d = new double[pairs];
      Arrays.setAll(d, _ -> effect + random.nextGaussian());
      double p = Wilcoxon.of(d, Alternative.TWO_SIDED).p().asOptional().orElse(1);
      Interval t = Sample.student(d, 1 - ALPHA);
      better += t.low() != null && t.low() > 0 && comparisons * p <= ALPHA ? 1 : 0;
    }
    return (double) better / samples;
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1", "1.4, 1", "1, 1", "0.6, 1", "0.45, 1", "0.3, 1", "2, 4", "1, 4", "0.5, 4", "1, 20",
    "0.5, 20"
  })
  void theNumberHasThePowerAndOneLessHasNot(double effect, int comparisons) {
    SeedsNeeded needed = needed(effect, comparisons);
    int pairs = needed.pairs();
    assertThat(share(effect, pairs, comparisons)).isBetween(0.775, 0.98);
    if (pairs > needed.least()) {
      assertThat(share(effect, pairs - 1, comparisons)).isLessThan(0.815);
    }
  }

  /** 2 · 2^-6 is the first p below 0.05; of four comparisons 4 · 2 · 2^-8. */
  @Test
  void noFewerThanTheRankTestNeedsAtAll() {
    assertThat(needed(50, 1).pairs()).isEqualTo(6);
    assertThat(needed(50, 1).least()).isEqualTo(6);
    assertThat(needed(50, 4).pairs()).isEqualTo(8);
    assertThat(needed(50, 4).comparisons()).isEqualTo(4);
    assertThat(needed(50, 4).more()).isEqualTo(6);
    SeedsNeeded greater = SeedsNeeded.of(observed(50), Alternative.GREATER, ALPHA, 1, POWER);
    assertThat(greater.pairs()).isEqualTo(5);
  }

  @Test
  void whatCannotBePlannedHasAReason() {
    assertThat(needed(1e-9, 1).reason()).isEqualTo("more than 10,000 pairs");
    assertThat(needed(0, 1).reason()).isEqualTo("the observed mean difference is zero");
    assertThat(SeedsNeeded.of(observed(1), Alternative.LESS, ALPHA, 1, POWER).reason())
        .isEqualTo("the observed difference points the other way");
    assertThat(needed(1e9, 1).pairs()).isEqualTo(6);
  }

  @Test
  void theNumberGrowsWithTheFamilyAndFallsWithTheEffect() {
    int before = 0;
    for (int comparisons : new int[] {1, 2, 5, 20, 60}) {
      int pairs = needed(0.7, comparisons).pairs();
      assertThat(pairs).isGreaterThanOrEqualTo(before);
      before = pairs;
    }
    before = SeedsNeeded.MOST + 1;
    for (double effect : new double[] {0.03, 0.1, 0.3, 0.4, 0.45, 0.5, 0.6, 1, 3}) {
      int pairs = needed(effect, 1).pairs();
      assertThat(pairs).isLessThanOrEqualTo(before);
      before = pairs;
    }
  }
}
