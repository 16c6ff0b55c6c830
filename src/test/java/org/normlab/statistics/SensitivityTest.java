package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.normlab.statistics.Sensitivity.Cell;

class SensitivityTest {
  private static final Offset<Double> TINY = Offset.offset(1e-12);

  private static Cell cell(double x, Scores scores) {
    return new Cell(x, scores, true);
  }

  /** Over decades 0.6 to 0.8 and half a decade 0.8 to 0.2: (0.7 + 0.25) / 1.5. */
  @Test
  void areaIsThatOfTheTrapezoidsOverTheLogarithm() {
    Sensitivity sensitivity =
        Sensitivity.of(
            List.of(
                cell(Math.sqrt(1e-1), Scores.of(0.2)),
                cell(1e-2, Scores.of(0.6)),
                cell(1e-1, Scores.of(0.7, 0.9))),
            Direction.HIGHER,
            null);
    assertThat(sensitivity.area().value()).isCloseTo(0.95 / 1.5, TINY);
    assertThat(sensitivity.best().value()).isCloseTo(0.8, TINY);
    assertThat(sensitivity.worst().value()).isCloseTo(0.2, TINY);
  }

  @Test
  void theBestCellOfEachPositionIsTaken() {
    List<Cell> cells =
        List.of(
            cell(1, Scores.of(3)),
            cell(1, Scores.of(5)),
            cell(10, Scores.of(7)),
            cell(10, Scores.of(2)));
    assertThat(Sensitivity.of(cells, Direction.HIGHER, null).area()).isEqualTo(Estimate.of(6));
    Sensitivity loss = Sensitivity.of(cells, Direction.LOWER, null);
    assertThat(loss.area()).isEqualTo(Estimate.of(2.5));
    assertThat(loss.best()).isEqualTo(Estimate.of(2));
    assertThat(loss.curve()).extracting(Sensitivity.Position::cells).containsExactly(2, 2);
  }

  @Test
  void aCellThatWasNotChosenIsCountedAlone() {
    List<Cell> cells = List.of(new Cell(1, Scores.of(9), false), cell(1, Scores.of(5)));
    Sensitivity.Position position =
        Sensitivity.of(cells, Direction.HIGHER, null).curve().getFirst();
    assertThat(position.best()).isEqualTo(Estimate.of(5));
    assertThat(position.values()).isEqualTo(2);
  }

  @Test
  void divergedRunsAreCountedAndCountAsToldOrLeaveAHole() {
    Scores half = Scores.of(0.8, Double.NaN);
    Scores none = Scores.of(Double.NaN, Double.POSITIVE_INFINITY);
    List<Cell> cells = List.of(cell(0.1, half), cell(1, none), cell(0.01, Scores.of(0.8, 0.8)));
    Sensitivity guessing = Sensitivity.of(cells, Direction.HIGHER, 0.1);
    assertThat(guessing.area().value()).isCloseTo((0.625 + 0.275) / 2, TINY);
    assertThat(guessing.curve())
        .extracting(Sensitivity.Position::diverged)
        .containsExactly(0, 1, 2);
    Sensitivity leftOut = Sensitivity.of(cells, Direction.HIGHER, null);
    assertThat(leftOut.area().reason()).isEqualTo("no value at 1.0");
  }

  @Test
  void missingRunsAreCounted() {
    Scores scores = Scores.of(Map.of(0L, Score.of(1), 1L, Score.MISSING));
    Sensitivity one = Sensitivity.of(List.of(cell(1, scores)), Direction.HIGHER, null);
    assertThat(one.curve().getFirst().missing()).isEqualTo(1);
    assertThat(one.area().reason()).isEqualTo("fewer than two values of the setting");
  }

  @Test
  void aSettingWithoutALogarithmIsRefused() {
    List<Cell> cells = List.of(cell(0, Scores.of(1)));
    assertThatThrownBy(() -> Sensitivity.of(cells, Direction.HIGHER, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x is 0.0; allowed: above 0, finite");
  }
}
