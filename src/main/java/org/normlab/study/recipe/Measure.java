package org.normlab.study.recipe;

/** How a claim is tried. */
public sealed interface Measure
    permits Contrast, Agreement, Failure, RankContrast, RankOrder, Spread {
  Measured of(Evidence evidence);

  /** What is measured, in words. */
  String quantity();
}
