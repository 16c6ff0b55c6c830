package org.normlab.study.answer;

import org.normlab.study.Axis;

/** A compared axis with so many values that tests of all pairs would take minutes. */
public final class TooManyToRank extends RuntimeException {
  static final int MOST = 200;

  /**
   * Makes the refusal.
   *
   * @param what asks for all pairs
   */
  TooManyToRank(String what, Axis compared) {
    super(
        "%s compare at most %d values; the compared axis \"%s\" has %d: choose over it with select, or compare another"
            .formatted(what, MOST, compared.name(), compared.labels().size()));
  }
}
