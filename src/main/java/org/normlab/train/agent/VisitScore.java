package org.normlab.train.agent;

import java.util.Arrays;

/**
 * Sums up the returns of each run in one visit to an environment: over its last tenth, and as the
 * area under the curve.
 */
final class VisitScore {
  /** The part of a visit whose episodes make its final return. */
  private static final double LAST = 0.1;

  private static final int NUMBERS = 5;

  private final long visitSteps;
  private final double[] running;
  private final double[] area;
  private final double[] areaSteps;
  private final double[] finalSum;
  private final double[] finalCount;

  VisitScore(int runs, long visitSteps) {
    this.visitSteps = visitSteps;
    running = new double[runs];
    Arrays.fill(running, Double.NaN);
    area = new double[runs];
    areaSteps = new double[runs];
    finalSum = new double[runs];
    finalCount = new double[runs];
  }

  /**
   * Adds the episodes of a window.
   *
   * @param begin environment steps of the visit before the window
   * @param end environment steps of the visit at its end
   */
  void add(int run, long begin, long end, Episodes.Window window) {
    if (window.count() > 0) {
      running[run] = window.meanReturn();
    }
    if (!Double.isNaN(running[run])) {
      area[run] += running[run] * (end - begin);
      areaSteps[run] += end - begin;
    }
    if (begin >= (1 - LAST) * visitSteps || end >= visitSteps) {
      finalSum[run] += window.returned();
      finalCount[run] += window.count();
    }
  }

  /**
   * Returns the mean return of episodes in the last tenth of the visit; where none ended in it, as
   * episodes may be longer, that of the last window that had one. NaN without any episode.
   */
  double finalReturn(int run) {
    return finalCount[run] > 0 ? finalSum[run] / finalCount[run] : running[run];
  }

  /**
   * Returns the mean, over the steps since the first episode ended, of the mean return in the last
   * window that had one; NaN before.
   */
  double area(int run) {
    return area[run] / areaSteps[run];
  }

  /** Returns all that {@link #restore} needs. */
  double[] toArray() {
    int runs = running.length;
    double[] all = new double[NUMBERS * runs];
    for (int i = 0; i < NUMBERS; i++) {
      System.arraycopy(part(i), 0, all, i * runs, runs);
    }
    return all;
  }

  void restore(double[] all) {
    for (int i = 0; i < NUMBERS; i++) {
      System.arraycopy(all, i * running.length, part(i), 0, running.length);
    }
  }

  private double[] part(int i) {
    return switch (i) {
      case 0 -> running;
      case 1 -> area;
      case 2 -> areaSteps;
      case 3 -> finalSum;
      default -> finalCount;
    };
  }
}
