package org.normlab.study.recipe.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.normlab.environment.ReferenceReturns;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.ScoreTable;

/** Claims on several games at once, by hand. */
class AcrossEnvironmentsTest {
  private static final String AXIS = "environment.name";
  private static final String FEW = "minatar/breakout";
  private static final String MANY = "minatar/space-invaders";
  private static final Measure LESS =
      new AcrossEnvironments(AXIS, Contrast.less("return.final", Arm.of("a"), Arm.of("b")));

  private final List<ScoreTable.Row> rows = new ArrayList<>();

  private void row(String game, String method, Score... scores) {
    rows.add(new ScoreTable.Row(Map.of(AXIS, game), method, Scores.numbered(List.of(scores))));
  }

  private void row(String game, String method, double... returns) {
    rows.add(new ScoreTable.Row(Map.of(AXIS, game), method, Scores.of(returns)));
  }

  private Measured measured() {
    ScoreTable table = new ScoreTable("return.final", Direction.HIGHER, rows);
    Evidence evidence =
        new Evidence() {
          @Override
          public ScoreTable scores(MetricAt reading) {
            return table;
          }

          @Override
          public Ranking ranking() {
            throw new UnsupportedOperationException();
          }
        };
    return LESS.of(evidence, 0.95);
  }

  private static double span(String game) {
    ReferenceReturns returns = ReferenceReturns.of(game).orElseThrow();
    return returns.reference() - returns.random();
  }

  /** A lead of 9 aliens does not outweigh one of 4 bricks: as shares they are 0.22 and 0.42. */
  @Test
  void aGameOfLargeReturnsCountsAsMuchAsOneOfSmallOnes() {
    row(FEW, "a", 2, 2.1, 2.2, 2.3);
    row(FEW, "b", 6, 6.2, 6.1, 6.4);
    row(MANY, "a", 29, 28, 31, 30);
    row(MANY, "b", 20, 20, 21, 20);
    Measured measured = measured();
    double bricks = (-4 - 4.1 - 3.9 - 4.1) / 4 / span(FEW);
    double aliens = (9 + 8 + 10 + 10) / 4.0 / span(MANY);
    assertThat(measured.value().value()).isCloseTo((bricks + aliens) / 2, within(1e-12));
    assertThat(measured.n()).isEqualTo(4);
    assertThat(measured.verdict()).isEqualTo(Verdict.SAME);
  }

  /** A game is no sample of games: with one seed of many games nothing is measured. */
  @Test
  void gamesAreFixedAndSeedsAreCounted() {
    for (String game : List.of(FEW, MANY, "minatar/asterix", "minatar/freeway")) {
      row(game, "a", 2);
      row(game, "b", 5);
    }
    assertThat(measured().n()).isEqualTo(1);
    assertThat(measured().verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }

  @Test
  void aSeedThatDivergesInOneGameSpeaksAgainstItsMethod() {
    row(FEW, "a", 2, 2.1, 2.2, 2.3);
    row(FEW, "b", 6, 6.2, 6.1, 6.4);
    row(MANY, "a", 20, 21, 20, 20);
    row(MANY, "b", Score.of(29), Score.DIVERGED, Score.of(30), Score.of(31));
    assertThat(measured().n()).isEqualTo(3);
    assertThat(measured().verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(measured().note()).contains("1 run of b diverged");
  }

  @Test
  void aSeedWithoutAResultInOneGameIsLeftOut() {
    row(FEW, "a", 2, 2.1, 2.2, 2.3);
    row(FEW, "b", 6, 6.2, 6.1, 6.4);
    row(MANY, "a", 20, 21, 20, 20);
    row(MANY, "b", Score.of(29), Score.MISSING, Score.of(30), Score.of(31));
    assertThat(measured().n()).isEqualTo(3);
    assertThat(measured().verdict()).isEqualTo(Verdict.SAME);
    assertThat(measured().note()).contains("1 of 8 runs have no result");
  }

  @Test
  void whatIsNoEnvironmentIsLeftOut() {
    row("digits", "a", 1, 2, 3);
    row("digits", "b", 4, 6, 5);
    assertThat(measured().verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }
}
