package org.normlab.torch;

/** The layer that a network under construction writes, for the comments in its program. */
final class CurrentLayer {
  private String name = "";

  void set(String layer) {
    name = layer;
  }

  /** {@code " # hidden.0.norm"}, the end of a line; empty before the first layer. */
  String comment() {
    return name.isEmpty() ? "" : "  # " + name;
  }
}
