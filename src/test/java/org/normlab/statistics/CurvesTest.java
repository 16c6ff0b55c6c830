package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final double LEVEL = 0.95;

  private static TreeMap<Long, Double> series(double... stepsAndValues) {
    TreeMap<Long, Double> series = new TreeMap<>();
    for (int i = 0; i < stepsAndValues.length; i += 2) {
      series.put((long) stepsAndValues[i], stepsAndValues[i + 1]);
    }
    return series;
  }

  @Test
  void commonStepsAreAveragedAndOthersLeftOut() {
    Curves curves =
        Curves.of(List.of(series(0, 1, 10, 2, 20, 6), series(0, 3, 15, 9, 20, 8)), LEVEL);
    assertThat(curves.points()).extracting(Curves.Point::step).containsExactly(0L, 20L);
    assertThat(curves.points()).extracting(Curves.Point::n).containsExactly(2, 2);
    assertThat(curves.points())
        .extracting(Curves.Point::mean)
        .containsExactly(Estimate.of(2), Estimate.of(7));
    assertThat(curves.leftOut()).isEqualTo(2);
  }

  @Test
  void theBandIsTheSummarys() {
    Curves curves = Curves.of(List.of(series(5, 0.1), series(5, 0.4), series(5, 0.25)), LEVEL);
    Summary summary = Summary.of(Scores.of(0.1, 0.4, 0.25), LEVEL);
    Curves.Point point = curves.points().getFirst();
    assertThat(point.mean()).isEqualTo(summary.mean());
    assertThat(point.sd()).isEqualTo(summary.sd());
    assertThat(point.t()).isEqualTo(summary.t());
  }

  @Test
  void aRunThatDivergedCountsUntilItsLastFiniteValue() {
    Curves curves =
        Curves.of(
            List.of(
                series(0, 1, 1, 1, 2, 1, 3, 1),
                series(0, 3, 1, Double.NaN, 2, 3, 3, Double.POSITIVE_INFINITY)),
            LEVEL);
    assertThat(curves.points()).extracting(Curves.Point::step).containsExactly(0L, 2L, 3L);
    assertThat(curves.points()).extracting(Curves.Point::n).containsExactly(2, 2, 1);
    assertThat(curves.leftOut()).isEqualTo(1);
    assertThat(curves.points().getLast().t().reason()).isEqualTo("fewer than two values");
  }

  @Test
  void seriesWithoutValuesAreCounted() {
    Curves curves = Curves.of(List.of(series(), series(0, Double.NaN), series(0, 1)), LEVEL);
    assertThat(curves.series()).isEqualTo(1);
    assertThat(curves.empty()).isEqualTo(2);
    assertThat(curves.points()).hasSize(1);
    assertThat(Curves.of(List.of(new TreeMap<>(Map.of())), LEVEL).points()).isEmpty();
  }
}
