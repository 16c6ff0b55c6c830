package org.normlab.study.recipe.claim;

/** Describes how a claim is tried. */
public sealed interface Measure
    permits AcrossEnvironments,
        TaskChangeMeasure,
        Contrast,
        Agreement,
        FailureMeasure,
        RankContrast,
        RankOrder,
        SpreadMeasure {
  /**
   * Measures and judges.
   *
   * @param level of the interval that the verdict rests on
   */
  Measured of(Evidence evidence, double level);

  /** Returns what is measured, in words. */
  String quantity();
}
