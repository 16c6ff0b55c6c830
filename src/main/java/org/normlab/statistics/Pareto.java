package org.normlab.statistics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes which of several methods no other one beats: none is at least as good on all axes and
 * better on one. Points that are equal, but for rounding, are all on the front.
 *
 * @param front indices of points, in the given order
 * @param leftOut indices of points that lack a coordinate
 */
public record Pareto(List<Integer> front, List<Integer> leftOut) {
  public Pareto {
    front = List.copyOf(front);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Finds the front of any number of points.
   *
   * @param points each with one coordinate an axis; null where not known
   */
  public static Pareto of(List<? extends List<@Nullable Double>> points, List<Direction> axes) {
    List<Integer> known = new ArrayList<>();
    List<Integer> leftOut = new ArrayList<>();
    List<double[]> places = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      double[] place = oriented(points.get(i), axes);
      if (place == null) {
        leftOut.add(i);
      } else {
        known.add(i);
        places.add(place);
      }
    }
    tie(places, axes.size());
    List<Integer> front = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      double[] place = places.get(i);
      if (places.stream().noneMatch(other -> beats(other, place))) {
        front.add(known.get(i));
      }
    }
    return new Pareto(front, leftOut);
  }

  /** Coordinates whose greater end is the better one; null where one is not known or not finite. */
  private static double @Nullable [] oriented(List<@Nullable Double> point, List<Direction> axes) {
    if (point.size() != axes.size()) {
      throw new IllegalArgumentException(
          "a point has %d coordinates on %d axes".formatted(point.size(), axes.size()));
    }
    double[] place = new double[axes.size()];
    for (int axis = 0; axis < place.length; axis++) {
      Double value = point.get(axis);
      if (value == null || !Double.isFinite(value)) {
        return null;
      }
      place[axis] = axes.get(axis).oriented(value);
    }
    return place;
  }

  /** Makes coordinates equal that are so but for rounding. */
  private static void tie(List<double[]> places, int axes) {
    for (int axis = 0; axis < axes; axis++) {
      int column = axis;
      double[] tied = Rounding.tied(places.stream().mapToDouble(place -> place[column]).toArray());
      for (int i = 0; i < tied.length; i++) {
        places.get(i)[column] = tied[i];
      }
    }
  }

  private static boolean beats(double[] a, double[] b) {
    boolean better = false;
    for (int axis = 0; axis < a.length; axis++) {
      if (a[axis] < b[axis]) {
        return false;
      }
      better |= a[axis] > b[axis];
    }
    return better;
  }
}
