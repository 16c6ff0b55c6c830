package org.normlab.torch;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Randomness is derived, never carried: the seed of every draw is a hash of (run seed, purpose,
 * place, time), so that a resumed run repeats its draws and a run draws the same whatever it is
 * fused with.
 */
public final class Seeds {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Seeds() {}

  /**
   * The seed of one draw; {@code purpose} names what it is for, {@code place} and {@code time} tell
   * draws apart.
   */
  public static long of(long seed, String purpose, long place, long time) {
    return at(stream(seed, purpose, place), time);
  }

  /**
   * The part of {@link #of} that is the same at all times, for callers that draw at one place very
   * often.
   */
  public static long stream(long seed, String purpose, long place) {
    long hash = mix(seed);
    for (int i = 0; i < purpose.length(); i++) {
      hash = mix(hash ^ purpose.charAt(i));
    }
    return mix(hash ^ place);
  }

  /** The seed of the draw of a stream at a time. */
  public static long at(long stream, long time) {
    return mix(stream + time);
  }

  public static RandomGenerator random(long seed, String purpose, long place, long time) {
    return FACTORY.create(of(seed, purpose, place, time));
  }

  /** 0 … n−1 in random order (Fisher–Yates). */
  public static int[] permutation(RandomGenerator random, int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014) on the next point of its sequence. */
  private static long mix(long z) {
    z += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
