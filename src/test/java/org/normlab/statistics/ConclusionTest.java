package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.statistics.rank.Holm;

/** Better and worse are said where both conditions hold, and of nothing too seldom to matter. */
class ConclusionTest {
  private static PairedComparison compared(double... differences) {
    return PairedComparison.of(
        Scores.of(differences),
        Scores.of(new double[differences.length]),
        Direction.HIGHER,
        Alternative.TWO_SIDED,
        DivergedPairs.LEFT_OUT,
        0.95);
  }

  private static Conclusion of(PairedComparison pair, double p) {
    return Conclusion.of(pair, Estimate.of(p), Direction.HIGHER, 0.05);
  }

  @Test
  void bothConditionsMustHold() {
    PairedComparison up = compared(2, 3, 4, 2, 3, 4);
    assertThat(of(up, 0.05)).isEqualTo(Conclusion.BETTER);
    assertThat(Conclusion.of(up, Estimate.of(0.05), Direction.LOWER, 0.05))
        .isEqualTo(Conclusion.WORSE);
    assertThat(of(up, 0.051)).isEqualTo(Conclusion.UNSETTLED);
    PairedComparison wide = compared(2, -3, 4, -2, 3, 4);
    assertThat(of(wide, 0.01)).isEqualTo(Conclusion.UNSETTLED);
    assertThat(of(wide, 0.5)).isEqualTo(Conclusion.INDISTINCT);
    assertThat(of(compared(), 0.01)).isEqualTo(Conclusion.NO_PAIRS);
    Estimate none = Estimate.undefined("no pairs");
    assertThat(Conclusion.of(up, none, Direction.HIGHER, 0.05)).isEqualTo(Conclusion.UNSETTLED);
  }

  /** At a level of 0.4 the test of one or two pairs could be significant. */
  @Test
  void twoPairsConcludeNothing() {
    PairedComparison two = compared(2, 2.1);
    assertThat(Conclusion.of(two, Estimate.of(0.5), Direction.HIGHER, 0.6))
        .isEqualTo(Conclusion.UNSETTLED);
  }

  /** The product of both ends of such an interval is 0 in double precision. */
  @Test
  void tinyFiguresAreToldApartToo() {
    assertThat(of(compared(2e-200, 3e-200, 4e-200, 2e-200, 3e-200, 4e-200), 0.03))
        .isEqualTo(Conclusion.BETTER);
  }

  /** In 2,000 families of four methods without a difference, at most 5 % have a conclusion. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10})
  void aFamilyOfNullDifferencesIsSeldomToldApart(int n) {
    SplittableRandom random = new SplittableRandom(11);
    int wrong = 0;
    int families = 2_000;
    for (int f = 0; f < families; f++) {
      double[] baseline = random.doubles(n).map(_ -> random.nextGaussian()).toArray();
      List<double[]> all = new ArrayList<>();
      List<Estimate> p = new ArrayList<>();
      for (int method = 0; method < 4; method++) {
        double[] d = Arrays.stream(baseline).map(x -> random.nextGaussian() - x).toArray();
        all.add(d);
        p.add(Wilcoxon.of(d, Alternative.TWO_SIDED).p());
      }
      List<Estimate> corrected = Holm.adjust(p);
      boolean any = false;
      for (int method = 0; method < 4; method++) {
        Interval t = Sample.student(all.get(method), 0.95);
        any |= t.leavesOutZero() && corrected.get(method).asOptional().orElse(1) <= 0.05;
      }
      wrong += any ? 1 : 0;
    }
    assertThat((double) wrong / families).isLessThanOrEqualTo(0.05);
  }
}
