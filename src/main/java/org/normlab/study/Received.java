package org.normlab.study;

import org.normlab.spec.Legible;
import tools.jackson.databind.JsonNode;

/** A received value as an error repeats it. */
public final class Received {
  private static final int LONGEST = 80;

  private Received() {}

  /** Its JSON, cut. */
  public static String shown(JsonNode value) {
    return cut(value.toString());
  }

  /** At most so much of a text that a reader sees which it was. */
  public static String cut(String text) {
    return Legible.cut(text, LONGEST);
  }
}
