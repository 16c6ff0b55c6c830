package org.normlab.study.recipe.claim;

import java.math.BigDecimal;
import java.math.MathContext;
import org.normlab.statistics.Direction;
import org.normlab.statistics.SampleMean;
import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.ScoreTable;

/**
 * The difference of one figure between two arms, whose sign is claimed. Differences are over seeds
 * of which both arms have a value. Runs that diverged speak against their arm: where those of one
 * arm alone did, they decide if nothing else can, and make unclear what else would be said in its
 * favour; where runs of both did, the seeds that are left are no fair sample, and nothing is told.
 */
public record Contrast(MetricAt reading, Arm a, Arm b, Expected expected) implements Measure {
  /** The first arm has more of the figure at the end. */
  public static Contrast more(String metric, Arm a, Arm b) {
    return new Contrast(MetricAt.atEnd(metric), a, b, Expected.POSITIVE);
  }

  /** The first arm has less of the figure at the end. */
  public static Contrast less(String metric, Arm a, Arm b) {
    return new Contrast(MetricAt.atEnd(metric), a, b, Expected.NEGATIVE);
  }

  /** The same after a share of the training. */
  public Contrast after(double share) {
    return new Contrast(new MetricAt(reading.metric(), share), a, b, expected);
  }

  @Override
  public Measured of(Evidence evidence, double level) {
    ScoreTable table = evidence.scores(reading);
    Pairs pairs = Pairs.of(table, a, b);
    SampleMean summary = Measured.summary(pairs.differences(), level);
    Verdict verdict = verdict(table.better(), pairs, summary, level);
    return Measured.of(summary, verdict, pairs.note(a, b));
  }

  private Verdict verdict(Direction better, Pairs pairs, SampleMean summary, double level) {
    Verdict measured = expected.verdict(summary);
    boolean ofA = pairs.ofA().diverged() > 0;
    boolean ofB = pairs.ofB().diverged() > 0;
    if (!ofA && !ofB) {
      return measured;
    }
    if (ofA && ofB) {
      return measured == Verdict.NOT_MEASURED ? measured : Verdict.UNCLEAR;
    }
    Verdict diverged = expected.diverged(better, ofA);
    if (measured == Verdict.NOT_MEASURED) {
      Pairs.Ends worse = ofA ? pairs.ofA() : pairs.ofB();
      Pairs.Ends other = ofA ? pairs.ofB() : pairs.ofA();
      boolean sure = worse.mostlyDiverged(level) && other.surelyFinite(level);
      boolean ended = worse.missing() + other.missing() == 0;
      boolean enough = ended && worse.diverged() >= Measured.LEAST;
      return sure ? diverged : enough ? Verdict.UNCLEAR : measured;
    }
    return measured == diverged ? measured : Verdict.UNCLEAR;
  }

  @Override
  public String quantity() {
    return "%s of %s − that of %s".formatted(said(reading), a, b);
  }

  /** Writes a number without needless zeros. */
  static String number(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  static String said(MetricAt reading) {
    return reading.share() == 1
        ? reading.metric()
        : "%s after %.0f %% of the training".formatted(reading.metric(), 100 * reading.share());
  }
}
