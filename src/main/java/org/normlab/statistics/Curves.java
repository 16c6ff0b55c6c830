package org.normlab.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

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
   * One step.
   *
   * @param n runs alive
   * @param sd with n − 1
   * @param t Student's interval of the mean
   */
  public record Point(long step, int n, Estimate mean, Estimate sd, Interval t) {}

  public Curves {
    points = List.copyOf(points);
  }

  /**
   * Aligns the series of several runs.
   *
   * @param series value by step; what is not finite counts as not measured
   */
  public static Curves of(List<? extends SortedMap<Long, Double>> series, double level) {
    Interval.checked(level);
    List<Cursor> alive =
        series.stream()
            .map(one -> new Cursor(one.entrySet().iterator()))
            .filter(Cursor::isAlive)
            .collect(Collectors.toCollection(ArrayList::new));
    int withValues = alive.size();
    List<Point> points = new ArrayList<>();
    Map<Integer, Double> quantiles = new HashMap<>();
    Sample.Quantiles remembered =
        (degrees, at) -> quantiles.computeIfAbsent(degrees, few -> Sample.studentQuantile(few, at));
    int leftOut = 0;
    while (!alive.isEmpty()) {
      long step = alive.stream().mapToLong(cursor -> cursor.step).min().getAsLong();
      double[] values =
          alive.stream().filter(c -> c.step == step).mapToDouble(c -> c.value).toArray();
      if (values.length == alive.size()) {
        points.add(point(step, values, level, remembered));
      } else {
        leftOut++;
      }
      alive.forEach(cursor -> cursor.pass(step));
      alive.removeIf(cursor -> !cursor.isAlive());
    }
    return new Curves(withValues, series.size() - withValues, leftOut, points);
  }

  private static Point point(long step, double[] values, double level, Sample.Quantiles quantiles) {
    Estimate mean = Sample.mean(values);
    return new Point(
        step,
        values.length,
        mean,
        Sample.deviation(values),
        Sample.student(values, mean, level, quantiles));
  }

  /** A series' next finite value; alive until there is none. */
  private static final class Cursor {
    private final Iterator<Map.Entry<Long, Double>> rest;
    private boolean alive = true;
    private long step;
    private double value;

    Cursor(Iterator<Map.Entry<Long, Double>> rest) {
      this.rest = rest;
      advance();
    }

    boolean isAlive() {
      return alive;
    }

    void pass(long reached) {
      if (step == reached) {
        advance();
      }
    }

    private void advance() {
      while (rest.hasNext()) {
        Map.Entry<Long, Double> next = rest.next();
        if (Double.isFinite(next.getValue())) {
          step = next.getKey();
          value = next.getValue();
          return;
        }
      }
      alive = false;
    }
  }
}
