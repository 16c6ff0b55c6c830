package org.normlab.study.recipe;

/** How a claim is tried. */
public sealed interface Measure
    permits Change, Contrast, Agreement, Failure, RankContrast, RankOrder, Spread {
  /**
   * Measures and judges.
   *
   * @param level of the interval that the verdict rests on
   */
  Measured of(Evidence evidence, double level);

  /** What is measured, in words. */
  String quantity();
}
