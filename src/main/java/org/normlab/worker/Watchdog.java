package org.normlab.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Knows which of a worker's threads do not come back: each says at every turn of its loop that it
 * is there. Whatever it hangs in, a call to the database without an end, a full pipe, a dead
 * volume, is noticed from outside.
 */
final class Watchdog {
  private final long patience;
  private final LongSupplier nanoTime;
  private final Map<Object, Turn> turns = new ConcurrentHashMap<>();

  /** The last sign of life of a thread. */
  private record Turn(String doing, Thread thread, long nanos) {}

  /**
   * @param patience how long a turn may take
   * @param nanoTime a monotonic clock
   */
  Watchdog(Duration patience, LongSupplier nanoTime) {
    this.patience = patience.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The calling thread begins a turn at something that it will end. */
  void turn(Object key, String doing) {
    turns.put(key, new Turn(doing, Thread.currentThread(), nanoTime.getAsLong()));
  }

  void end(Object key) {
    turns.remove(key);
  }

  /** Returns what hangs, and where; empty while all threads move. */
  String hanging() {
    StringBuilder text = new StringBuilder();
    long now = nanoTime.getAsLong();
    for (Turn turn : turns.values()) {
      if (now - turn.nanos() > patience) {
        text.append(text.isEmpty() ? "" : "; ").append(describe(turn, now));
      }
    }
    return text.toString();
  }

  private static String describe(Turn turn, long now) {
    StackTraceElement[] stack = turn.thread().getStackTrace();
    return "%s has made no progress for %d s%s"
        .formatted(
            turn.doing(),
            Duration.ofNanos(now - turn.nanos()).toSeconds(),
            stack.length == 0 ? "" : ", in " + stack[0]);
  }
}
