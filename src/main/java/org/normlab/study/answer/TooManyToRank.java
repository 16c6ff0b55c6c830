package org.normlab.study.answer;

import org.normlab.study.Axis;

/** A compared axis with so many values that tests of all pairs would take minutes. */
public final class TooManyToRank extends RuntimeException {
  static final int MOST = 200;

  TooManyToRank(Axis compared) {
    super(
        "ranks compare at most %d values; the compared axis \"%s\" has %d: choose over it with select, or compare another"
            .formatted(MOST, compared.name(), compared.labels().size()));
  }
}
