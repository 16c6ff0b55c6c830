package org.normlab.study.recipe.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Scores;
import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.ScoreTable;

/** Arms are equal where they surely differ by less than a share of what another arm makes. */
class AgreementTest {
  private static final Arm A = Arm.of("a");
  private static final Arm B = Arm.of("b");
  private static final Margin HALF =
      Margin.of(0.5, "the effect", Arm.of("with"), Arm.of("without"));

  private record Made(ScoreTable table) implements Evidence {
    @Override
    public ScoreTable scores(MetricAt reading) {
      return table;
    }

    @Override
    public Ranking ranking() {
      throw new AssertionError("nobody asked for ranks");
    }
  }

  private static Evidence evidence(double[] a, double[] b, double[] with, double[] without) {
    List<ScoreTable.Row> rows = new ArrayList<>();
    rows.add(new ScoreTable.Row(Map.of(), "a", Scores.of(a)));
    rows.add(new ScoreTable.Row(Map.of(), "b", Scores.of(b)));
    rows.add(new ScoreTable.Row(Map.of(), "with", Scores.of(with)));
    rows.add(new ScoreTable.Row(Map.of(), "without", Scores.of(without)));
    return new Made(new ScoreTable("figure", Direction.HIGHER, rows));
  }

  /** Numbers in a row; d stands for a run that diverged. */
  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" "))
        .mapToDouble(one -> one.equals("d") ? Double.NaN : Double.parseDouble(one))
        .toArray();
  }

  private static Verdict verdict(Agreement claim, String a, String b, String with) {
    double[] without = new double[numbers(with).length];
    return claim.of(evidence(numbers(a), numbers(b), numbers(with), without), 0.95).verdict();
  }

  /** The effect is 0.2, the margin 0.1. */
  @ParameterizedTest
  @CsvSource({
    "0.9 0.902 0.901, 0.9 0.9 0.9, 0.2 0.21 0.19, SAME",
    "0.9 0.902 0.901, 0.7 0.7 0.7, 0.2 0.21 0.19, OPPOSITE",
    "0.7 0.702 0.701, 0.9 0.9 0.9, 0.2 0.21 0.19, OPPOSITE",
    "0.9 0.8 1.0, 0.9 0.9 0.9, 0.2 0.21 0.19, UNCLEAR",
    // An effect that is not there is no margin, however equal both are.
    "0.9 0.902 0.901, 0.9 0.9 0.9, 0.2 -0.21 0.01, UNCLEAR",
    "0.9 0.902 0.901, 0.9 0.9 0.9, 0.01 0.011 0.009, SAME",
    "0.9 0.902 0.901, 0.9 0.9 0.9, 0.001 0.0011 0.0009, UNCLEAR",
    // No interval, no verdict: equal values have no spread to be sure of.
    "0.9 0.9 0.9, 0.9 0.9 0.9, 0.2 0.2 0.2, UNCLEAR",
    "0.9 0.902, 0.9 0.9, 0.2 0.21, NOT_MEASURED",
    "d d, 0.9 0.9, 0.2 0.21, NOT_MEASURED",
    "d d d d, 0.9 0.9 0.9 0.9, 0.2 0.21 0.2 0.2, OPPOSITE",
    "d 0.9 0.902 0.901, 0.9 0.9 0.9 0.9, 0.2 0.21 0.19 0.2, UNCLEAR",
    "d 0.9 0.902 0.901, d 0.9 0.9 0.9, 0.2 0.21 0.19 0.2, UNCLEAR",
    "0.9 0.902 0.901 0.9, 0.9 0.9 0.9 0.9, 0.2 0.21 0.19 d, UNCLEAR"
  })
  void equalWithinHalfOfAnEffect(String a, String b, String with, Verdict expected) {
    assertThat(verdict(Agreement.of("figure", A, B, HALF), a, b, with)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.7 0.702 0.701, 0.9 0.9 0.9, 0.2 0.21 0.19, SAME",
    "0.9 0.902 0.901, 0.9 0.9 0.9, 0.2 0.21 0.19, SAME",
    "1.1 1.102 1.101, 0.9 0.9 0.9, 0.2 0.21 0.19, OPPOSITE",
    "1.0 1.002 1.001, 0.9 0.9 0.9, 0.2 0.21 0.19, UNCLEAR",
    "0.9 0.902 0.901, 0.9 0.9 0.9, -0.2 -0.21 -0.19, UNCLEAR"
  })
  void noMoreThanHalfOfAnEffect(String a, String b, String with, Verdict expected) {
    assertThat(verdict(Agreement.noMore("figure", A, B, HALF), a, b, with)).isEqualTo(expected);
  }

  @Test
  void theMarginIsSaid() {
    Agreement claim = Agreement.of("figure", A, B, HALF);
    assertThat(claim.quantity())
        .isEqualTo("figure of a − that of b; equal means within 50 % of the effect");
    Evidence evidence =
        evidence(
            numbers("0.9 0.902 0.901"),
            numbers("0.9 0.9 0.9"),
            numbers("0.2 0.21 0.19"),
            new double[3]);
    assertThat(claim.of(evidence, 0.95).note())
        .isEqualTo("the effect is 0.2 here, so that the margin is 0.1");
  }

  /** Of arms that differ by the margin exactly, at most 5 in 100 studies say SAME. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10})
  void armsThatDifferByTheMarginAreSeldomCalledEqual(int n) {
    SplittableRandom random = new SplittableRandom(23);
    DoubleSupplier noise = () -> 0.1 * random.nextGaussian();
    int studies = 4_000;
    int same = 0;
    int found = 0;
    for (int s = 0; s < studies; s++) {
      Agreement claim = Agreement.of("figure", A, B, HALF);
      same += claim.of(drawn(n, 0.5, noise), 0.95).verdict() == Verdict.SAME ? 1 : 0;
      found += claim.of(drawn(n, 0, noise), 0.95).verdict() == Verdict.SAME ? 1 : 0;
    }
    assertThat((double) same / studies).isLessThanOrEqualTo(0.05);
    assertThat((double) found / studies).isGreaterThan(n == 3 ? 0.02 : 0.5);
  }

  /** An effect of 1 and a difference with noise of their own, and of the seed. */
  private static Evidence drawn(int n, double difference, DoubleSupplier noise) {
    double[][] arms = new double[4][n];
    double[] means = {difference, 0, 1, 0};
    for (int seed = 0; seed < n; seed++) {
      double shared = noise.getAsDouble();
      for (int arm = 0; arm < 4; arm++) {
        arms[arm][seed] = means[arm] + shared + noise.getAsDouble();
      }
    }
    return evidence(arms[0], arms[1], arms[2], arms[3]);
  }
}
