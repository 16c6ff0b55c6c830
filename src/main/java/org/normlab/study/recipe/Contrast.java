package org.normlab.study.recipe;

import org.normlab.statistics.Better;
import org.normlab.statistics.Summary;
import org.normlab.study.Reading;
import org.normlab.study.ScoreTable;

/**
 * The difference of one figure between two arms, whose sign is claimed. Differences are over runs
 * that have a value; runs that diverged speak against their arm: they may decide where nothing else
 * can be measured, and make unclear what else would be said in their favour.
 */
record Contrast(Reading reading, Arm a, Arm b, Expected expected) implements Measure {
  /** The first arm has more of the figure at the end. */
  static Contrast more(String metric, Arm a, Arm b) {
    return new Contrast(Reading.atEnd(metric), a, b, Expected.POSITIVE);
  }

  /** The first arm has less of the figure at the end. */
  static Contrast less(String metric, Arm a, Arm b) {
    return new Contrast(Reading.atEnd(metric), a, b, Expected.NEGATIVE);
  }

  /** The same after a share of the training. */
  Contrast after(double share) {
    return new Contrast(new Reading(reading.metric(), share), a, b, expected);
  }

  @Override
  public Measured of(Evidence evidence) {
    ScoreTable table = evidence.scores(reading);
    Pairs pairs = Pairs.of(table, a, b);
    Summary summary = Measured.summary(pairs.differences());
    return Measured.of(summary, verdict(table, pairs, summary), pairs.note(a, b));
  }

  private Verdict verdict(ScoreTable table, Pairs pairs, Summary summary) {
    Verdict measured = expected.verdict(summary);
    int more = Integer.compare(pairs.divergedA(), pairs.divergedB());
    if (more == 0) {
      return measured;
    }
    // An arm that diverges more is worse: on the low side of an accuracy, the high side of a loss.
    Verdict diverged = expected.verdict(table.better() == Better.HIGHER ? -more : more);
    if (measured == Verdict.NOT_MEASURED) {
      boolean oneSided = Math.min(pairs.divergedA(), pairs.divergedB()) == 0;
      int most = Math.max(pairs.divergedA(), pairs.divergedB());
      return oneSided && most >= 2 && pairs.missing() == 0 ? diverged : Verdict.NOT_MEASURED;
    }
    return measured == diverged ? measured : Verdict.UNCLEAR;
  }

  @Override
  public String quantity() {
    return "%s of %s − that of %s".formatted(said(reading), a, b);
  }

  static String said(Reading reading) {
    return reading.share() == 1
        ? reading.metric()
        : "%s after %.0f %% of the training".formatted(reading.metric(), 100 * reading.share());
  }
}
