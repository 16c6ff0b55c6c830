package org.normlab.data;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Random numbers that depend on a seed and a purpose alone. Only the generator's 64 bits are taken
 * from the JDK; what is made of them is written here, so that splits outlive JDK releases.
 */
final class Draws {
  private static final double UNIT = 0x1p-53;

  private final SplittableRandom bits;
  private double spare = Double.NaN;

  Draws(long seed, String purpose) {
    long hash = 0xcbf29ce484222325L; // FNV-1a
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    bits = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ hash);
  }

  /** Uniform in 0…bound−1; the bias of the product is below bound/2⁶⁴. */
  int below(int bound) {
    return (int) Math.unsignedMultiplyHigh(bits.nextLong(), bound);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (bits.nextLong() >>> 11) * UNIT;
  }

  /** Standard normal, by Marsaglia's polar method. */
  double gaussian() {
    if (!Double.isNaN(spare)) {
      double value = spare;
      spare = Double.NaN;
      return value;
    }
    while (true) {
      double u = 2 * uniform() - 1;
      double v = 2 * uniform() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        double scale = Math.sqrt(-2 * StrictMath.log(s) / s);
        spare = v * scale;
        return u * scale;
      }
    }
  }

  /** Fisher and Yates. */
  void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = below(i + 1);
      int held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
  }
}
