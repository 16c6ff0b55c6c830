package org.normlab.worker;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * An attempt's lease as its worker may believe in it: it ends by the worker's own clock, counted
 * from before the renewal was asked for.
 */
final class Lease {
  private final Duration length;
  private final Duration every;
  private final LongSupplier nanoTime;
  private volatile long renewed;
  private long tried;

  Lease(Duration length, Duration every, LongSupplier nanoTime) {
    this.length = length;
    this.every = every;
    this.nanoTime = nanoTime;
    renewed = nanoTime.getAsLong();
    tried = renewed - every.toNanos();
  }

  boolean isDue() {
    return nanoTime.getAsLong() - tried >= every.toNanos();
  }

  /** Returns what the renewal answers; its failure leaves the lease as it is. */
  boolean renew(BooleanSupplier renewal) {
    tried = nanoTime.getAsLong();
    long asked = tried;
    boolean answer = renewal.getAsBoolean();
    renewed = asked;
    return answer;
  }

  /** May be asked from any thread. */
  boolean isOver() {
    return nanoTime.getAsLong() - renewed > length.toNanos();
  }
}
