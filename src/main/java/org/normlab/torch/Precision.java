package org.normlab.torch;

import java.util.Arrays;
import java.util.Locale;

/**
 * The number format in which a network computes. Parameters, moments, states and losses are float32
 * in all of them; weights are cast where a layer uses them, so that gradients arrive in float32.
 */
public enum Precision {
  FLOAT32(4),
  /** Eight bits of precision, the range of float32. */
  BFLOAT16(2),
  /** Eleven bits of precision, up to 65504; the loss is scaled. */
  FLOAT16(2),
  /** {@link #FLOAT16}, in which normalizers compute in halves too, their sums included. */
  FLOAT16_ALL(2);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** The format that a job calls so: {@code float16-all}. */
  public static Precision of(String name) {
    return Arrays.stream(values())
        .filter(precision -> precision.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no precision is called " + name));
  }

  /** Bytes of an activation. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether layers compute in another format than parameters have. */
  public boolean isNarrow() {
    return this != FLOAT32;
  }

  /** Returns whether small gradients would be lost without a factor on the loss. */
  public boolean scalesLoss() {
    return this == FLOAT16 || this == FLOAT16_ALL;
  }

  /** Returns whether a method's own arithmetic is in float32. */
  public boolean widensMethods() {
    return this == BFLOAT16 || this == FLOAT16;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
