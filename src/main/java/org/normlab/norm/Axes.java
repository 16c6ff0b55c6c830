package org.normlab.norm;

/** What kind of activation a site sees. */
public enum Axes {
  /** {@code [B, R·C]}. */
  DENSE,
  /** {@code [B, R·C, H, W]}. */
  IMAGE
}
