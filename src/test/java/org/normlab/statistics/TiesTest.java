package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.statistics.rank.Ranks;

/** What is equal as fractions ties wherever order decides, and what differs does not. */
class TiesTest {
  private static PairedComparison compared(double[] a, double[] b) {
    return PairedComparison.of(
        Scores.of(a),
        Scores.of(b),
        Direction.HIGHER,
        Alternative.TWO_SIDED,
        DivergedPairs.LEFT_OUT,
        0.95);
  }

  /** SciPy's of the numerators 7, 10, −10, −20, 20, −10: W = 9.5, p = 0.96875. */
  @Test
  void quotientsOnBothSidesOfAPowerOfTenTie() {
    double third = 1 / 3.0;
    double[] a = {0.9, 1, third, third, 1, third};
    double[] b = {2 / 3.0, 2 / 3.0, 2 / 3.0, 1, third, 2 / 3.0};
    Wilcoxon test = compared(a, b).wilcoxon();
    assertThat(test.statistic()).isEqualTo(Estimate.of(9.5));
    assertThat(test.p()).isEqualTo(Estimate.of(0.96875));
  }

  @Test
  void equalDifferencesHaveNoDeviation() {
    PairedComparison pair = compared(new double[] {1, 2 / 3.0}, new double[] {2 / 3.0, 1 / 3.0});
    assertThat(pair.sd()).isEqualTo(Estimate.of(0));
    assertThat(pair.t().reason()).isEqualTo("all values are equal");
  }

  @Test
  void differencesThatCancelHaveTheMeanZero() {
    double third = 1 / 3.0;
    assertThat(compared(new double[] {1, third}, new double[] {2 / 3.0, 2 / 3.0}).meanDifference())
        .isEqualTo(Estimate.of(0));
    assertThat(
            compared(new double[] {third, 1 / 6.0, 0.5}, new double[] {0, third, 2 / 3.0})
                .meanDifference())
        .isEqualTo(Estimate.of(0));
  }

  private record Fraction(long over, long under) implements Comparable<Fraction> {
    @Override
    public int compareTo(Fraction other) {
      return Long.compare(over * other.under, other.over * under);
    }

    double value() {
      return (double) over / under;
    }
  }

  /** Every difference of two quotients of one n, all of one comparison. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 9, 10, 11, 30, 49, 59, 60})
  void allDifferencesOfOneSampleSizeTieAsTheirNumerators(int n) {
    List<int[]> pairs = new ArrayList<>();
    for (int k = 0; k <= n; k++) {
      for (int j = 0; j <= n; j++) {
        pairs.add(new int[] {k, j});
      }
    }
    double[] a = pairs.stream().mapToDouble(pair -> (double) pair[0] / n).toArray();
    double[] b = pairs.stream().mapToDouble(pair -> (double) pair[1] / n).toArray();
    double[] d = Differences.of(a, b).values();
    double[] exact = pairs.stream().mapToDouble(pair -> pair[0] - pair[1]).toArray();
    assertThat(Sample.ranks(d)).isEqualTo(Sample.ranks(exact));
    assertThat(zeros(d)).isEqualTo(n + 1);
  }

  /** All k/n for n up to 60, each against each: of every two neighbours in order. */
  @Test
  void allQuotientsTieExactlyWhereTheirFractionsAreEqual() {
    List<Fraction> all = new ArrayList<>();
    for (int n = 1; n <= 60; n++) {
      for (int k = 0; k <= n; k++) {
        all.add(new Fraction(k, n));
      }
    }
    double[] tied = Rounding.tied(all.stream().mapToDouble(Fraction::value).toArray());
    assertThat(Sample.ranks(tied)).isEqualTo(exactRanks(all));
    for (int seed = 0; seed < 40; seed++) {
      List<Fraction> differences = new ArrayList<>();
      double[][] sides = new double[2][400];
      Random random = new Random(seed);
      for (int i = 0; i < 400; i++) {
        Fraction x = all.get(random.nextInt(all.size()));
        Fraction y = all.get(random.nextInt(all.size()));
        sides[0][i] = x.value();
        sides[1][i] = y.value();
        differences.add(new Fraction(x.over * y.under - y.over * x.under, x.under * y.under));
      }
      assertThat(Sample.ranks(Differences.of(sides[0], sides[1]).values()))
          .isEqualTo(exactRanks(differences));
    }
  }

  private static double[] exactRanks(List<Fraction> all) {
    List<Fraction> order = all.stream().sorted().toList();
    double[] groups = new double[all.size()];
    double[] numbers = new double[all.size()];
    for (int i = 1; i < order.size(); i++) {
      numbers[i] = numbers[i - 1] + (order.get(i).compareTo(order.get(i - 1)) == 0 ? 0 : 1);
    }
    for (int i = 0; i < all.size(); i++) {
      int low = 0;
      int high = order.size() - 1;
      while (order.get((low + high) / 2).compareTo(all.get(i)) != 0) {
        int middle = (low + high) / 2;
        if (order.get(middle).compareTo(all.get(i)) < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      groups[i] = numbers[(low + high) / 2];
    }
    return Sample.ranks(groups);
  }

  private static long zeros(double[] d) {
    return Arrays.stream(d).filter(x -> x == 0).count();
  }

  /** A test of doubles is that of their numerators. */
  @Test
  void theTestIsThatOfTheFractions() {
    Random random = new Random(5);
    for (int n = 1; n <= 60; n++) {
      int size = n;
      int[] k = random.ints(12, 0, n + 1).toArray();
      int[] j = random.ints(12, 0, n + 1).toArray();
      double[] a = Arrays.stream(k).mapToDouble(x -> (double) x / size).toArray();
      double[] b = Arrays.stream(j).mapToDouble(x -> (double) x / size).toArray();
      double[] exact = IntStream.range(0, 12).mapToDouble(i -> k[i] - j[i]).toArray();
      assertThat(compared(a, b).wilcoxon()).isEqualTo(Wilcoxon.of(exact, Alternative.TWO_SIDED));
      assertThat(compared(a, b).improvement().ties()).isEqualTo(zeros(exact));
      double mean = Arrays.stream(exact).sum() / 12 / size;
      assertThat(compared(a, b).meanDifference().value()).isCloseTo(mean, within(1e-16));
    }
  }

  /** The mean of the doubles as they are, to the last digit. */
  @Test
  void meansAreNotMoved() {
    Random random = new Random(3);
    for (double scale : new double[] {1e-300, 1e-9, 1, 1e6, 1e300}) {
      for (int n = 1; n < 40; n++) {
        double[] a = random.doubles(n).map(x -> scale * x).toArray();
        double[] b = random.doubles(n).map(x -> scale * x).toArray();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
          sum = sum.add(new BigDecimal(a[i])).subtract(new BigDecimal(b[i]));
        }
        double exact = sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL64).doubleValue();
        assertThat(compared(a, b).meanDifference().value())
            .isCloseTo(exact, within(1e-15 * Math.abs(exact)));
      }
    }
  }

  @Test
  void smallLossesBesideLargeOnesKeepTheirDifferences() {
    double[] a = {1e6, 1e6 + 1, 3e-9, 1e-9, 5e-9, 0};
    double[] b = {1e6 + 2, 1e6, 1e-9, 3e-9, 1e-9, -0.0};
    Wilcoxon test = compared(a, b).wilcoxon();
    // Ranks of −2, 1, 2e-9, −2e-9, 4e-9: 5, 4, 1.5, 1.5, 3.
    assertThat(test.zeros()).isEqualTo(1);
    assertThat(test.statistic()).isEqualTo(Estimate.of(6.5));
  }

  @Test
  void subnormalAndEnormousFiguresKeepTheirOrder() {
    double tiny = Double.MIN_VALUE;
    assertThat(compared(new double[] {tiny, 3 * tiny, 0}, new double[] {0, tiny, tiny}).wilcoxon())
        .isEqualTo(Wilcoxon.of(new double[] {1, 2, -1}, Alternative.TWO_SIDED));
    double most = Double.MAX_VALUE;
    PairedComparison pair =
        compared(
            new double[] {most, -0.5 * most, 0.25 * most},
            new double[] {-most, 0.75 * most, -0.5 * most});
    assertThat(pair.wilcoxon())
        .isEqualTo(Wilcoxon.of(new double[] {8, -5, 3}, Alternative.TWO_SIDED));
    assertThat(pair.meanDifference().value()).isCloseTo(0.5 * most, within(1e-15 * most));
  }

  /** 0.7 and 0.1, and 0.4 twice; 1/3, 2/3 and 1, and 2/3 thrice. */
  @Test
  void meansThatAreEqualShareRanksAndTheFront() {
    Scores a = Scores.of(0.7, 0.1);
    Scores b = Scores.of(0.4, 0.4);
    Ranks ranks =
        Ranks.of(
            List.of("a", "b"),
            List.of(List.of(a.overall(), b.overall())),
            Direction.HIGHER,
            DivergedPairs.LEFT_OUT);
    assertThat(ranks.average()).containsExactly(Estimate.of(1.5), Estimate.of(1.5));
    double mean = (0.7 + 0.1) / 2;
    assertThat(mean).isNotEqualTo(0.4);
    List<Direction> axes = List.of(Direction.HIGHER, Direction.LOWER);
    assertThat(Pareto.of(List.of(List.of(mean, 1.0), List.of(0.4, 1.0)), axes).front())
        .containsExactly(0, 1);
    double third = 1 - 2 / 3.0;
    assertThat(third).isNotEqualTo(1 / 3.0);
    Improvement improvement =
        Improvement.unpaired(
            Scores.of(third), Scores.of(1 / 3.0), Direction.HIGHER, DivergedPairs.LEFT_OUT, 0.95);
    assertThat(improvement.ties()).isEqualTo(1);
  }
}
