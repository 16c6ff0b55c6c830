package org.normlab.wire.json;

import tools.jackson.databind.JsonNode;

/** A received value as an error repeats it. */
public final class Quoted {
  private static final int LONGEST = 80;

  private Quoted() {}

  /** Its JSON, cut. */
  public static String shown(JsonNode value) {
    return cut(value.toString());
  }

  /** At most so much of a text that a reader sees which it was. */
  public static String cut(String text) {
    return Legible.cut(text, LONGEST);
  }
}
