package org.normlab.data.table;

/**
 * Watches one column for row numbers: whole numbers that grow with every row, or that are a run
 * without gaps in any order. Takes no memory for its rows.
 */
final class RowNumbers {
  private static final int FEWEST_ROWS = 10;
  private static final double LARGEST = 1L << 53;

  private long rows;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;
  private long sum;
  private long squares;
  private long last;
  private boolean whole = true;
  private boolean grows = true;

  void add(double value) {
    whole &= value == Math.rint(value) && Math.abs(value) < LARGEST;
    if (!whole) {
      return;
    }
    long number = (long) value;
    grows &= rows == 0 || number > last;
    last = number;
    rows++;
    least = Math.min(least, number);
    most = Math.max(most, number);
    sum += number;
    squares += number * number;
  }

  /** Returns whether the column looks like row numbers. */
  boolean found() {
    return whole && rows >= FEWEST_ROWS && (grows || isRun());
  }

  /** A run without gaps has this extent, sum and sum of squares (all modulo 2^64). */
  private boolean isRun() {
    if (most - least != rows - 1) {
      return false;
    }
    long runSum = 0;
    long runSquares = 0;
    for (long number = least; number <= most; number++) {
      runSum += number;
      runSquares += number * number;
    }
    return sum == runSum && squares == runSquares;
  }
}
