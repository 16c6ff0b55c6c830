package org.normlab.study.recipe;

/** Whether what was measured has the direction of what a paper says. */
public enum Verdict {
  SAME,
  OPPOSITE,
  /** The interval does not tell. */
  UNCLEAR,
  /** Fewer than two values so far. */
  NOT_MEASURED
}
