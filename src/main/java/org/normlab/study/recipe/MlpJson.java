package org.normlab.study.recipe;

import java.util.Collections;

/** Widths of hidden layers as JSON. */
final class MlpJson {
  private MlpJson() {}

  /** So many layers of one width: {@code [64,64]}. */
  static String layers(int width, int depth) {
    return "[" + String.join(",", Collections.nCopies(depth, String.valueOf(width))) + "]";
  }

  /** A fully connected network of so many layers. */
  static String mlp(int width, int depth) {
    return "{\"type\": \"mlp\", \"hidden\": " + layers(width, depth) + "}";
  }
}
