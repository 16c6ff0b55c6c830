package org.normlab.statistics;

/** Describes how one run ended: with a value, diverged, or without a result. */
public sealed interface Score {
  /**
   * A measured value.
   *
   * @param value finite; what is not finite is {@link Diverged}
   */
  record Value(double value) implements Score {
    public Value {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a score is finite: " + value + "; else it diverged");
      }
    }
  }

  /** The run's loss or weights were no longer finite: a result, and a bad one. */
  record Diverged() implements Score {}

  /** The run failed, was cancelled, or has not finished: nothing is known of its method. */
  record Missing() implements Score {}

  Score DIVERGED = new Diverged();
  Score MISSING = new Missing();

  static Score of(double value) {
    return Double.isFinite(value) ? new Value(value) : DIVERGED;
  }
}
