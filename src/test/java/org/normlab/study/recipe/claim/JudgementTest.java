package org.normlab.study.recipe.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Scores;
import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.ScoreTable;

/** Claims of one recipe are corrected for each other, step by step. */
class JudgementTest {
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

  private static Judgement judged(double[]... arms) {
    List<ScoreTable.Row> rows = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    rows.add(new ScoreTable.Row(Map.of(), "zero", Scores.of(new double[arms[0].length])));
    for (int i = 0; i < arms.length; i++) {
      rows.add(new ScoreTable.Row(Map.of(), "arm" + i, Scores.of(arms[i])));
      claims.add(
          new Claim(
              "more", "nowhere", null, Contrast.more("x", Arm.of("arm" + i), Arm.of("zero"))));
    }
    return Judgement.of(claims, new Made(new ScoreTable("x", Direction.HIGHER, rows)));
  }

  /** t of 5, 3.2 and 0.6 with four degrees of freedom: p = 0.0075, 0.033 and 0.58. */
  @Test
  void laterStepsAreEasier() {
    double[] sure = {0.9, 1.5, 0.6, 1.1, 0.4};
    double[] nearly = {1, 1.2, 0.2, 0.6, 0.2};
    double[] none = {1, -1, 0.5, 0.1, 0.2};
    Judgement alone = judged(nearly);
    assertThat(alone.measured().getFirst().verdict()).isEqualTo(Verdict.SAME);
    assertThat(alone.measured().getFirst().interval().level()).isEqualTo(0.95);
    Judgement three = judged(sure, nearly, none);
    assertThat(three.corrected()).isEqualTo(3);
    assertThat(three.measured())
        .extracting(Measured::verdict)
        .containsExactly(Verdict.SAME, Verdict.UNCLEAR, Verdict.UNCLEAR);
    assertThat(three.measured().getFirst().interval().level()).isEqualTo(1 - (1 - 0.95) / 3);
    assertThat(three.measured().getLast().interval().level()).isEqualTo(1 - (1 - 0.95) / 2);
    Judgement two = judged(sure, nearly);
    assertThat(two.measured()).extracting(Measured::verdict).containsOnly(Verdict.SAME);
  }

  @Test
  void whatIsNotMeasuredIsNotCorrectedFor() {
    Judgement judgement =
        judged(new double[] {0.9, 1.5, 0.6, 1.1, 0.4}, new double[] {1, Double.NaN});
    assertThat(judgement.corrected()).isEqualTo(1);
    assertThat(judgement.measured())
        .extracting(Measured::verdict)
        .containsExactly(Verdict.SAME, Verdict.NOT_MEASURED);
  }

  /** Six claims of nothing, three to ten seeds: a verdict on any in at most 5 of 100 studies. */
  @Test
  void aStudyOfNothingSeldomHasAVerdict() {
    SplittableRandom random = new SplittableRandom(29);
    for (int n : new int[] {3, 5, 10}) {
      int seeds = n;
      int studies = 2_000;
      int wrong = 0;
      for (int s = 0; s < studies; s++) {
        double[][] arms = new double[6][];
        for (int arm = 0; arm < 6; arm++) {
          arms[arm] = random.doubles(seeds).map(_ -> random.nextGaussian()).toArray();
        }
        boolean any =
            judged(arms).measured().stream()
                .anyMatch(measured -> measured.verdict() != Verdict.UNCLEAR);
        wrong += any ? 1 : 0;
      }
      assertThat((double) wrong / studies).isLessThan(0.058);
    }
  }
}
