package org.normlab.study.recipe;

import org.normlab.statistics.Interval;
import org.normlab.statistics.Summary;
import org.normlab.study.Reading;

/**
 * Two arms that are claimed to be equal: they are where the whole interval of their difference lies
 * within a margin, and are not where it lies outside on one side. An arm of which alone runs
 * diverged is not equal to the other.
 */
record Agreement(Reading reading, Arm a, Arm b, double margin) implements Measure {
  static Agreement of(String metric, Arm a, Arm b, double margin) {
    return new Agreement(Reading.atEnd(metric), a, b, margin);
  }

  @Override
  public Measured of(Evidence evidence) {
    Pairs pairs = Pairs.of(evidence.scores(reading), a, b);
    Summary summary = Measured.summary(pairs.differences());
    return Measured.of(summary, verdict(pairs, summary), pairs.note(a, b));
  }

  private Verdict verdict(Pairs pairs, Summary summary) {
    Double mean = summary.mean().value();
    if (pairs.divergedA() != pairs.divergedB()) {
      return pairs.missing() == 0 && mean == null ? Verdict.OPPOSITE : Verdict.UNCLEAR;
    }
    if (mean == null || summary.n() < 2) {
      return Verdict.NOT_MEASURED;
    }
    Interval t = summary.t();
    double low = t.low() == null ? mean : t.low();
    double high = t.high() == null ? mean : t.high();
    if (low >= -margin && high <= margin) {
      return Verdict.SAME;
    }
    return low > margin || high < -margin ? Verdict.OPPOSITE : Verdict.UNCLEAR;
  }

  @Override
  public String quantity() {
    return "%s of %s − that of %s; equal means within ±%s"
        .formatted(Contrast.said(reading), a, b, margin);
  }
}
