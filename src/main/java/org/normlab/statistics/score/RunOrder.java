package org.normlab.statistics.score;

import java.util.Arrays;

/**
 * Tells how the sorted runs of one method stand among those of another in each block, so that a
 * resample is compared in linear time.
 */
final class RunOrder {
  /** {@code [block][place]}: how many runs of the other method are below that one. */
  private final int[][] below;

  /** {@code [block][place]}: how many are below it or equal. */
  private final int[][] upTo;

  private RunOrder(int[][] below, int[][] upTo) {
    this.below = below;
    this.upTo = upTo;
  }

  static RunOrder of(BlockScores x, BlockScores y) {
    double[][] left = x.sorted().values();
    double[][] right = y.sorted().values();
    int[][] below = new int[left.length][];
    int[][] upTo = new int[left.length][];
    for (int block = 0; block < left.length; block++) {
      double[] others = right[block];
      below[block] =
          Arrays.stream(left[block]).mapToInt(one -> count(others, one, false)).toArray();
      upTo[block] = Arrays.stream(left[block]).mapToInt(one -> count(others, one, true)).toArray();
    }
    return new RunOrder(below, upTo);
  }

  /** Returns how many of sorted scores are less than one, or also equal to it. */
  private static int count(double[] sorted, double one, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean counts = sorted[middle] < one || (orEqual && sorted[middle] == one);
      low = counts ? middle + 1 : low;
      high = counts ? high : middle;
    }
    return low;
  }

  /**
   * Computes the probability of improvement of a resample.
   *
   * @param x {@code [block][run]}: places of the drawn runs among the sorted ones
   * @param y those of the other method
   */
  double probability(int[][] x, int[][] y) {
    double sum = 0;
    for (int block = 0; block < x.length; block++) {
      int[] lowest = lowest(y[block]);
      long halves = 0;
      for (int place : x[block]) {
        halves += lowest[below[block][place]] + lowest[upTo[block][place]];
      }
      sum += halves / (2.0 * x[block].length * y[block].length);
    }
    return sum / x.length;
  }

  /** Returns how many of the drawn places are among the lowest 0, 1, … n. */
  private static int[] lowest(int[] drawn) {
    int[] lowest = new int[drawn.length + 1];
    for (int place : drawn) {
      lowest[place + 1]++;
    }
    for (int i = 0; i < drawn.length; i++) {
      lowest[i + 1] += lowest[i];
    }
    return lowest;
  }
}
