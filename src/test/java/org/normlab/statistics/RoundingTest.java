package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundingTest {
  private static PairedComparison compared(Scores a, Scores b) {
    return PairedComparison.of(
        a, b, Direction.HIGHER, Alternative.TWO_SIDED, DivergedPairs.LEFT_OUT, 0.95);
  }

  /** 0.9 − 0.8 is 0.09999999999999998, 0.8 − 0.7 is 0.10000000000000009. */
  @Test
  void differencesOfQuotientsThatAreEqualAreOne() {
    PairedComparison pair = compared(Scores.of(0.9, 0.8, 0.7), Scores.of(0.8, 0.7, 0.6));
    assertThat(pair.sd()).isEqualTo(Estimate.of(0));
    assertThat(pair.effect().reason()).isEqualTo("all differences are equal");
    assertThat(pair.t().reason()).isEqualTo("all values are equal");
    assertThat(SeedsNeeded.of(pair, Alternative.TWO_SIDED, 0.05, 1, 0.8).reason())
        .isEqualTo("all differences are equal");
  }

  @Test
  void theyTieInTheSignedRankTest() {
    Scores a = Scores.of(0.9, 0.7, 0.5);
    Scores b = Scores.of(0.8, 0.8, 0.5);
    Wilcoxon test = compared(a, b).wilcoxon();
    assertThat(test.zeros()).isEqualTo(1);
    assertThat(test.statistic()).isEqualTo(Estimate.of(1.5));
  }

  @Test
  void whatDiffersStaysApart() {
    assertThat(Rounding.same(1 + 1e-12, 1)).isFalse();
    assertThat(Rounding.same(1 + 1e-15, 1)).isTrue();
    assertThat(Rounding.same(-0.0, 0)).isTrue();
    assertThat(Rounding.same(Double.MIN_VALUE, 2 * Double.MIN_VALUE)).isFalse();
    assertThat(Rounding.same(Double.MAX_VALUE, Double.POSITIVE_INFINITY)).isFalse();
    assertThat(Rounding.of(0.39999999999999997)).isEqualTo(0.4);
    assertThat(Rounding.of(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
