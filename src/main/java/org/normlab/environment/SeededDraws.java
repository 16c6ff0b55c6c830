package org.normlab.environment;

import org.normlab.environment.game.Draw;
import org.normlab.environment.game.Draws;
import org.normlab.torch.Seeds;

/** Derives every draw from the stream of a place, the time there, and its number in the step. */
final class SeededDraws implements Draws {
  private static final double UNIT = 0x1p-53;

  private long seed;
  private long number;

  /** Begins the draws of a step. */
  void at(long stream, long time) {
    seed = Seeds.at(stream, time);
    number = 0;
  }

  private long next() {
    return Seeds.at(seed, number++);
  }

  private double unit() {
    return (next() >>> 11) * UNIT;
  }

  @Override
  public boolean chance(Draw what, double probability) {
    return unit() < probability;
  }

  @Override
  public int among(Draw what, int allowed) {
    // Biased by less than 32 / 2^32, which no number of steps could show.
    int skip = (int) (((next() >>> 32) * Integer.bitCount(allowed)) >>> 32);
    int left = allowed;
    for (int k = 0; k < skip; k++) {
      left &= left - 1;
    }
    return Integer.numberOfTrailingZeros(left);
  }

  @Override
  public double uniform(Draw what, double low, double high) {
    return low + unit() * (high - low);
  }
}
