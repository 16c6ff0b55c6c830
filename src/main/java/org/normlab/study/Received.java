package org.normlab.study;

import tools.jackson.databind.JsonNode;

/** A received value as an error repeats it. */
final class Received {
  private static final int LONGEST = 80;

  private Received() {}

  static String shown(JsonNode value) {
    return cut(value.toString());
  }

  static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
