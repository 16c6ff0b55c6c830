package org.normlab.wire.json;

/** A text that is no JSON, or is nested or spelled beyond all bounds. */
public final class UnreadableJson extends Exception {
  private final int line;
  private final int column;

  UnreadableJson(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** Returns the place, counted from 1. */
  public int line() {
    return line;
  }

  /** Returns the place, counted from 1. */
  public int column() {
    return column;
  }
}
