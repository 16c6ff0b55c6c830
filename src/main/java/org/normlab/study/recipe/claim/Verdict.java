package org.normlab.study.recipe.claim;

/** Describes whether what was measured agrees with what a paper says. */
public enum Verdict {
  SAME,
  OPPOSITE,
  /** The interval does not tell, there is none, or runs that diverged speak against it. */
  UNCLEAR,
  /** Fewer than three values so far. */
  NOT_MEASURED
}
