package org.normlab.statistics;

import java.util.List;
import java.util.SortedMap;

/**
 * Several runs' series as one: at each step that all runs alive there have measured, their mean and
 * band. A run is alive up to its last finite value, so n falls where runs diverge or stop. Nothing
 * is interpolated: a step that one of the alive runs lacks is left out and counted.
 *
 * @param series series with a value
 * @param empty series without one
 * @param leftOut steps that some runs measured and others that were alive did not
 */
public record Curves(int series, int empty, int leftOut, List<Point> points) {
  /**
   * @param n runs alive
   * @param sd with n − 1
   * @param t Student's interval of the mean
   */
  public record Point(long step, int n, Figure mean, Figure sd, Interval t) {}

  public Curves {
    points = List.copyOf(points);
  }

  /**
   * @param series value by step; what is not finite counts as not measured
   */
  public static Curves of(List<? extends SortedMap<Long, Double>> series, double level) {
    throw new UnsupportedOperationException();
  }
}
