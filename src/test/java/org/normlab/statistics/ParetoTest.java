package org.normlab.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParetoTest {
  private static final List<Direction> ACCURACY_AND_TIME =
      List.of(Direction.HIGHER, Direction.LOWER);

  @Test
  void whatIsBeatenOnOneAxisAndNowhereBetterIsOff() {
    List<List<Double>> points =
        List.of(
            List.of(0.9, 10.0),
            List.of(0.8, 5.0),
            List.of(0.8, 6.0),
            List.of(0.7, 20.0),
            List.of(0.9, 10.0));
    assertThat(Pareto.of(points, ACCURACY_AND_TIME).front()).containsExactly(0, 1, 4);
  }

  @Test
  void aPointWithoutACoordinateIsLeftOutAndBeatsNone() {
    List<List<Double>> points =
        List.of(Arrays.asList(1.0, null), List.of(0.5, 1.0), List.of(0.4, Double.NaN));
    Pareto pareto = Pareto.of(points, ACCURACY_AND_TIME);
    assertThat(pareto.front()).containsExactly(1);
    assertThat(pareto.leftOut()).containsExactly(0, 2);
  }

  @Test
  void everyPointOffTheFrontIsBeatenByOneOnIt() {
    Random random = new Random(1);
    for (int table = 0; table < 50; table++) {
      List<List<Double>> points = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        points.add(
            List.of((double) random.nextInt(9), (double) random.nextInt(9), random.nextGaussian()));
      }
      List<Direction> axes = List.of(Direction.LOWER, Direction.HIGHER, Direction.HIGHER);
      List<Integer> front = Pareto.of(points, axes).front();
      for (int i = 0; i < points.size(); i++) {
        List<Double> point = points.get(i);
        boolean beaten = front.stream().anyMatch(f -> beats(points.get(f), point));
        assertThat(beaten).isNotEqualTo(front.contains(i));
      }
    }
  }

  private static boolean beats(List<Double> a, List<Double> b) {
    boolean asGood = a.get(0) <= b.get(0) && a.get(1) >= b.get(1) && a.get(2) >= b.get(2);
    return asGood && !a.equals(b);
  }

  @Test
  void aPointOfOtherAxesIsRefused() {
    assertThatThrownBy(() -> Pareto.of(List.of(List.of(1.0)), ACCURACY_AND_TIME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a point has 1 coordinates on 2 axes");
  }
}
