package org.normlab.statistics;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A finite number, or the reason why there is none; exactly one of both is given.
 *
 * @param reason a sentence without a full stop
 */
public record Estimate(@Nullable Double value, @Nullable String reason) {
  private static final String OVERFLOW = "outside the range of double precision";

  public Estimate {
    if ((value == null) == (reason == null)) {
      throw new IllegalArgumentException(
          "a figure has a value or a reason: value %s, reason %s".formatted(value, reason));
    }
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException("a figure is finite: " + value);
    }
  }

  /** Returns what overflowed is undefined too. */
  public static Estimate of(double value) {
    return Double.isFinite(value) ? new Estimate(value, null) : undefined(OVERFLOW);
  }

  public static Estimate undefined(String reason) {
    return new Estimate(null, reason);
  }

  public boolean defined() {
    return value != null;
  }

  /** The value where there is one. */
  public OptionalDouble asOptional() {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
