package org.normlab.torch;

import java.util.random.RandomGenerator;

/** Describes how a parameter starts: a constant, or normal with a deviation. */
public record Initial(double constant, double deviation) {
  public static final Initial ZEROS = new Initial(0, 0);
  public static final Initial ONES = new Initial(1, 0);

  /** He et al. 2015: variance 2 / fan-in, for rectifiers. */
  public static Initial he(long fanIn) {
    return new Initial(0, Math.sqrt(2.0 / fanIn));
  }

  /** LeCun et al. 1998: variance 1 / fan-in, for self-normalizing and output layers. */
  public static Initial lecun(long fanIn) {
    return new Initial(0, Math.sqrt(1.0 / fanIn));
  }

  float draw(RandomGenerator random) {
    return (float) (deviation == 0 ? constant : constant + deviation * random.nextGaussian());
  }
}
