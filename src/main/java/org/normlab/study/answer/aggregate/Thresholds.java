package org.normlab.study.answer.aggregate;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Round numbers from below the lowest score to the highest, at which profiles are read. */
final class Thresholds {
  /** At most about twice as many. */
  private static final int LEAST = 60;

  /** A narrower range, relative to its ends, is one of rounding. */
  private static final double NARROW = 1e-9;

  /** Steps between smaller or larger numbers are no powers of ten that a double has. */
  private static final double SMALLEST = 1e-290;

  private static final double LARGEST = 1e290;

  private Thresholds() {}

  /** Returns the thresholds in ascending order; empty where there are no scores. */
  static double[] of(DoubleStream scores) {
    var range = scores.summaryStatistics();
    if (range.getCount() == 0) {
      return new double[0];
    }
    double low = range.getMin();
    double high = range.getMax();
    double width = high - low;
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (width <= Math.max(SMALLEST, NARROW * size) || size > LARGEST) {
      double apart = size <= SMALLEST ? 1 : size / 10;
      return new double[] {low - apart, low, Math.nextUp(high)};
    }
    double rough = width / LEAST;
    int exponent = (int) Math.floor(Math.log10(rough));
    double mantissa = rough / Math.pow(10, exponent);
    int step = mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1;
    double first = Math.floor(low / (step * Math.pow(10, exponent))) - 1;
    int count = (int) (Math.ceil(high / (step * Math.pow(10, exponent))) - first) + 1;
    return IntStream.range(0, count).mapToDouble(i -> at((first + i) * step, exponent)).toArray();
  }

  /** A whole number of powers of ten, divided where it can be so that 0.3 is 0.3. */
  private static double at(double whole, int exponent) {
    return exponent < 0 ? whole / Math.pow(10, -exponent) : whole * Math.pow(10, exponent);
  }
}
