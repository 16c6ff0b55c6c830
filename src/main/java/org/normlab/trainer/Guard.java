package org.normlab.trainer;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Describes why a trainer must end itself: its worker is dead, or no longer renews the lease. Both
 * happen without a word on the trainer's input, which the death of a worker's machine, or a worker
 * that is stopped by a signal, keeps open.
 */
final class Guard {
  /** Exit codes of the process. */
  static final int END_OF_INPUT = 0;

  static final int LEASE_EXPIRED = 3;
  static final int PARENT_DIED = 4;

  private final LongSupplier nanoTime;
  private final BooleanSupplier parentAlive;
  private long lease;
  private long renewed;

  /**
   * @param nanoTime a monotonic clock that goes on while the process is stopped
   */
  Guard(LongSupplier nanoTime, BooleanSupplier parentAlive) {
    this.nanoTime = nanoTime;
    this.parentAlive = parentAlive;
  }

  /** The lease runs from now on. */
  synchronized void begin(Duration lease) {
    this.lease = lease.toNanos();
    renewed = nanoTime.getAsLong();
  }

  /** A renewal that comes too late is none. */
  synchronized void renew() {
    if (lease > 0 && !expired()) {
      renewed = nanoTime.getAsLong();
    }
  }

  /** Nothing is trained: no lease is needed. */
  synchronized void rest() {
    lease = 0;
  }

  /** The code to exit with, if it is time to. */
  synchronized OptionalInt verdict() {
    if (!parentAlive.getAsBoolean()) {
      return OptionalInt.of(PARENT_DIED);
    }
    return expired() ? OptionalInt.of(LEASE_EXPIRED) : OptionalInt.empty();
  }

  private boolean expired() {
    return lease > 0 && nanoTime.getAsLong() - renewed > lease;
  }
}
