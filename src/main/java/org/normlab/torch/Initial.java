package org.normlab.torch;

import java.util.random.RandomGenerator;

/**
 * Describes how a parameter starts: a constant, or about it normal with a deviation or uniform.
 *
 * @param bound of what is drawn uniformly about the constant; 0 where nothing is
 */
public record Initial(double constant, double deviation, double bound) {
  public static final Initial ZEROS = new Initial(0, 0);
  public static final Initial ONES = new Initial(1, 0);

  /** A constant, or normal about it. */
  public Initial(double constant, double deviation) {
    this(constant, deviation, 0);
  }

  /** He et al. 2015: variance 2 / fan-in, for rectifiers. */
  public static Initial he(long fanIn) {
    return new Initial(0, Math.sqrt(2.0 / fanIn));
  }

  /** LeCun et al. 1998: variance 1 / fan-in, for self-normalizing and output layers. */
  public static Initial lecun(long fanIn) {
    return new Initial(0, Math.sqrt(1.0 / fanIn));
  }

  /** Uniform between −bound and bound. */
  public static Initial uniform(double bound) {
    return new Initial(0, 0, bound);
  }

  float draw(RandomGenerator random) {
    double about =
        bound > 0
            ? bound * (2 * random.nextDouble() - 1)
            : deviation == 0 ? 0 : deviation * random.nextGaussian();
    return (float) (constant + about);
  }
}
