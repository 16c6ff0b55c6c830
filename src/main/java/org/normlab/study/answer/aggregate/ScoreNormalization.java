package org.normlab.study.answer.aggregate;

import java.util.List;

/** Describes how values of a metric are to be brought to one scale before blocks are aggregated. */
public sealed interface ScoreNormalization {
  /** Takes the known returns of the environments, where those of all blocks are known. */
  record Known() implements ScoreNormalization {}

  /** Not at all. */
  record None() implements ScoreNormalization {}

  /**
   * Takes what a request gives.
   *
   * @param references one for all blocks, or one for each in their order
   */
  record Given(List<ScoreReference> references) implements ScoreNormalization {
    public Given {
      references = List.copyOf(references);
    }
  }
}
