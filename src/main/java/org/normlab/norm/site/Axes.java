package org.normlab.norm.site;

/** Describes what kind of activation a site sees. */
public enum Axes {
  /** {@code [B, R·C]}. */
  DENSE,
  /** {@code [B, R·C, H, W]}. */
  IMAGE,
  /** {@code [B·T, R·C]}, the tokens of a sample in consecutive rows. */
  TOKENS,
  /** {@code [B, R·C]} at each of T moments, one after another, with the same variables. */
  RECURRENT
}
