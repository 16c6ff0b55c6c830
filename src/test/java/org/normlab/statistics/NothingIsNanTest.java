package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.statistics.rank.CriticalDifference;
import org.normlab.statistics.rank.Friedman;
import org.normlab.statistics.rank.Nemenyi;
import org.normlab.statistics.rank.Ranks;
import org.normlab.statistics.rank.Spearman;

/** Every figure of every record for the poorest data: finite, or absent with a reason. */
class NothingIsNanTest {
  private static final double DIVERGED = Double.NaN;
  private static final List<Scores> POOR =
      List.of(
          Scores.of(),
          Scores.of(0.5),
          Scores.of(0.5, 0.75),
          Scores.of(0.5, 0.5),
          Scores.of(0.1, 0.1, 0.1),
          Scores.of(DIVERGED),
          Scores.of(DIVERGED, DIVERGED, DIVERGED),
          Scores.of(0.5, DIVERGED, 0.25),
          Scores.of(-0.0, 0.0),
          Scores.of(Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE),
          Scores.of(Double.MIN_VALUE, 0, 2 * Double.MIN_VALUE),
          Scores.of(1e-200, 3e-200, 2e-200),
          Scores.of(1e200, 3e200, 2e200),
          Scores.of(new double[60]),
          Scores.of(Map.of(0L, Score.MISSING, 1L, Score.DIVERGED, 9L, Score.of(1))));

  private static void allFinite(Object record) {
    assertThat(Reference.numbers(record)).as("%s", record).allMatch(Double::isFinite);
  }

  @Test
  void summaries() {
    POOR.forEach(scores -> allFinite(Summary.of(scores, 0.95)));
  }

  @ParameterizedTest
  @EnumSource
  void comparisons(DivergedPairs diverged) {
    for (Scores a : POOR) {
      for (Scores b : POOR) {
        for (Alternative alternative : Alternative.values()) {
          PairedComparison comparison =
              PairedComparison.of(a, b, Direction.HIGHER, alternative, diverged, 0.95);
          allFinite(comparison);
          allFinite(SeedsNeeded.of(comparison, alternative, 0.05, 3, 0.8));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void rankings(DivergedPairs diverged) {
    List<Score> values = List.of(Score.of(1), Score.of(2), Score.of(3), Score.of(3));
    List<Score> broken = List.of(Score.DIVERGED, Score.DIVERGED, Score.DIVERGED, Score.DIVERGED);
    List<Score> missing = List.of(Score.of(1), Score.MISSING, Score.of(3), Score.DIVERGED);
    for (int methods = 0; methods <= 4; methods++) {
      for (List<List<Score>> rows :
          List.of(
              List.<List<Score>>of(),
              List.of(values),
              List.of(values, values, values),
              List.of(broken, broken),
              List.of(missing),
              List.of(values, broken, missing))) {
        int k = methods;
        List<List<Score>> table = rows.stream().map(row -> row.subList(0, k)).toList();
        List<String> names = List.of("a", "b", "c", "d").subList(0, k);
        Ranks ranks = Ranks.of(names, table, Direction.LOWER, diverged);
        allFinite(ranks);
        allFinite(Friedman.of(ranks));
        allFinite(Nemenyi.of(ranks, 0.05));
        allFinite(CriticalDifference.byNemenyi(ranks, 0.05));
        allFinite(CriticalDifference.byWilcoxon(names, table, Direction.LOWER, diverged, 0.05));
      }
    }
  }

  @Test
  void curvesAndSensitivitiesAndCorrelations() {
    for (Scores scores : POOR) {
      TreeMap<Long, Double> series = new TreeMap<>();
      List<Double> values = new ArrayList<>();
      for (double value : scores.values()) {
        series.put((long) series.size(), value);
        values.add(value);
      }
      series.put(70L, DIVERGED);
      allFinite(Curves.of(List.of(series, series), 0.95));
      allFinite(Spearman.of(values, values));
      for (Double divergedAs : new Double[] {null, 0.1}) {
        allFinite(
            Sensitivity.of(
                List.of(
                    new Sensitivity.Cell(1e-300, scores, true),
                    new Sensitivity.Cell(9, scores, true)),
                Direction.HIGHER,
                divergedAs));
      }
    }
  }

  @Test
  void aFigureOrIntervalHasAValueOrAReason() {
    assertThat(Estimate.of(Double.NaN).value()).isNull();
    assertThat(Estimate.of(Double.POSITIVE_INFINITY).reason()).isNotBlank();
    assertThatThrownBy(() -> new Estimate(Double.NaN, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Estimate(null, null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Estimate(1.0, "why")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Interval(1.0, null, 0.95, "t", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Score.Value(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void levelsOutsideZeroAndOneAreRefused() {
    for (double level : new double[] {0, 1, -1, 95, Double.NaN}) {
      assertThatThrownBy(() -> Summary.of(Scores.of(1, 2), level))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("level is " + level + "; allowed: between 0 and 1");
    }
  }
}
