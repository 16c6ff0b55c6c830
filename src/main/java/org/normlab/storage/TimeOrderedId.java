package org.normlab.storage;

import java.security.SecureRandom;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562, §5.7): milliseconds first, so that ids sort by age. */
public final class TimeOrderedId {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int COUNTER = 1 << 12;
  private static long last;

  private TimeOrderedId() {}

  /** Greater than any before it of this process. */
  public static synchronized String next() {
    // Milliseconds and a 12-bit counter in one number, which never goes back.
    last = Math.max(last + 1, System.currentTimeMillis() * COUNTER);
    long high = (last / COUNTER) << 16 | VERSION | last % COUNTER;
    return new UUID(high, VARIANT | RANDOM.nextLong() >>> 2).toString();
  }
}
