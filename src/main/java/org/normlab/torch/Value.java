package org.normlab.torch;

/** A tensor in a program under construction: the expression that stands for it. */
public record Value(String text) {
  /** The absent tensor, for optional arguments. */
  public static final Value NONE = new Value("None");

  @Override
  public String toString() {
    return text;
  }
}
