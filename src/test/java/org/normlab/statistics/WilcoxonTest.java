package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.statistics.Wilcoxon.Method.EXACT;
import static org.normlab.statistics.Wilcoxon.Method.NORMAL;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.normlab.statistics.rank.Spearman;

/** What the tables of {@link PairsReferenceTest} do not single out. */
class WilcoxonTest {
  private static Wilcoxon of(double... differences) {
    return Wilcoxon.of(differences, Alternative.TWO_SIDED);
  }

  /** Of 2^5 signs of the ranks two are as extreme. */
  @Test
  void fiveGainsAreNotSignificant() {
    assertThat(of(1, 2, 3, 4, 5).p()).isEqualTo(Estimate.of(0.0625));
    assertThat(Wilcoxon.of(new double[] {1, 2, 3, 4, 5}, Alternative.GREATER).p())
        .isEqualTo(Estimate.of(0.03125));
  }

  @Test
  void zerosAloneAreEvidenceOfNothing() {
    assertThat(of(0).p().reason()).isEqualTo("all differences are zero");
    assertThat(of(0, 0).p()).isEqualTo(Estimate.of(1));
    assertThat(of(new double[13]).p()).isEqualTo(Estimate.of(1));
    assertThat(of(new double[14]).p().reason()).isEqualTo("all differences are zero");
    assertThat(of(new double[14]).zeros()).isEqualTo(14);
  }

  @Test
  void theMethodIsNamed() {
    assertThat(of(IntStream.rangeClosed(1, 50).asDoubleStream().toArray()).method())
        .isEqualTo(EXACT);
    assertThat(of(IntStream.rangeClosed(1, 51).asDoubleStream().toArray()).method())
        .isEqualTo(NORMAL);
    assertThat(of(IntStream.range(0, 13).asDoubleStream().toArray()).method()).isEqualTo(EXACT);
    assertThat(of(IntStream.range(0, 14).asDoubleStream().toArray()).method()).isEqualTo(NORMAL);
  }

  @Test
  void infiniteDifferencesRankHighestAndTie() {
    double inf = Double.POSITIVE_INFINITY;
    assertThat(of(1, -2, inf, -inf, inf).statistic()).isEqualTo(of(1, -2, 9, -9, 9).statistic());
    assertThat(of(1, -2, inf, -inf, inf).p()).isEqualTo(of(1, -2, 9, -9, 9).p());
  }

  @Test
  void minusZeroTiesWithZero() {
    Spearman signed = Spearman.of(List.of(0.0, -0.0, 1.0, -0.0), List.of(1.0, 2.0, 3.0, 4.0));
    Spearman plain = Spearman.of(List.of(0.0, 0.0, 1.0, 0.0), List.of(1.0, 2.0, 3.0, 4.0));
    assertThat(signed).isEqualTo(plain);
  }
}
