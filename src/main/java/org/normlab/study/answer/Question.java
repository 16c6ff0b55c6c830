package org.normlab.study.answer;

import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Alternative;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Rounding;

/**
 * Describes how a study's runs are compared.
 *
 * @param metric null for the study's
 * @param baseline label; null for the study's
 * @param level of intervals
 */
public record Question(
    @Nullable String metric,
    @Nullable String baseline,
    Alternative alternative,
    DivergedPairs diverged,
    double level) {
  public static final Question USUAL =
      new Question(null, null, Alternative.TWO_SIDED, DivergedPairs.LEFT_OUT, 0.95);

  double alpha() {
    return Rounding.of(1 - level);
  }
}
