package org.normlab.study.recipe.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.normlab.statistics.SampleMean;
import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.ScoreTable;

/**
 * Two arms that are claimed to be equal, or the first of which is claimed to have no more. They are
 * equal where their difference is surely smaller than a share of an effect of the same study: two
 * one-sided tests (Schuirmann 1987) of share · effect − difference and share · effect + difference,
 * each by its interval over seeds, so that the margin's own uncertainty counts. They are not where
 * the difference is surely larger. Where the effect itself is not sure nothing is told, nor where
 * runs diverged; but arms of which one always diverges and the other never are not equal.
 *
 * @param above whether only more of the first arm speaks against the claim
 */
public record Agreement(MetricAt reading, Arm a, Arm b, Margin margin, boolean above)
    implements Measure {
  public static Agreement of(String metric, Arm a, Arm b, Margin margin) {
    return new Agreement(MetricAt.atEnd(metric), a, b, margin, false);
  }

  /** The first arm has no more of the figure. */
  public static Agreement noMore(String metric, Arm a, Arm b, Margin margin) {
    return new Agreement(MetricAt.atEnd(metric), a, b, margin, true);
  }

  /** Differences and effects of the same seeds or blocks. */
  private record Units(double[] differences, double[] effects) {
    static Units of(Pairs pairs, Pairs effect) {
      List<double[]> both = new ArrayList<>();
      for (Map.Entry<Object, Double> unit : pairs.byUnit().entrySet()) {
        Double other = effect.byUnit().get(unit.getKey());
        if (other != null) {
          both.add(new double[] {unit.getValue(), other});
        }
      }
      return new Units(
          both.stream().mapToDouble(unit -> unit[0]).toArray(),
          both.stream().mapToDouble(unit -> unit[1]).toArray());
    }

    int side(double level, DoubleBinaryOperator of) {
      double[] values = new double[effects.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = of.applyAsDouble(effects[i], differences[i]);
      }
      return Expected.side(Measured.summary(values, level).t());
    }
  }

  @Override
  public Measured of(Evidence evidence, double level) {
    ScoreTable table = evidence.scores(reading);
    Pairs pairs = Pairs.of(table, a, b);
    Pairs effect = margin.effect(table);
    Units units = Units.of(pairs, effect);
    SampleMean summary = Measured.summary(units.differences(), level);
    return Measured.of(
        summary, verdict(pairs, effect, units, level), note(pairs, units.effects(), level));
  }

  private Verdict verdict(Pairs pairs, Pairs effect, Units units, double level) {
    int lost = pairs.ofA().diverged() + pairs.ofB().diverged();
    if (lost > 0 && !above && oneAlwaysDiverges(pairs, level)) {
      return Verdict.OPPOSITE;
    }
    if (units.differences().length < Measured.LEAST) {
      return Verdict.NOT_MEASURED;
    }
    if (lost + effect.ofA().diverged() + effect.ofB().diverged() > 0) {
      return Verdict.UNCLEAR;
    }
    int sign = units.side(level, (one, _) -> one);
    if (sign == 0 || (above && sign < 0)) {
      return Verdict.UNCLEAR;
    }
    double share = sign * margin.share();
    int notMore = units.side(level, (one, difference) -> share * one - difference);
    int notLess = above ? 1 : units.side(level, (one, difference) -> share * one + difference);
    if (notMore < 0 || notLess < 0) {
      return Verdict.OPPOSITE;
    }
    return notMore > 0 && notLess > 0 ? Verdict.SAME : Verdict.UNCLEAR;
  }

  private static boolean oneAlwaysDiverges(Pairs pairs, double level) {
    return (pairs.ofA().mostlyDiverged(level) && pairs.ofB().surelyFinite(level))
        || (pairs.ofB().mostlyDiverged(level) && pairs.ofA().surelyFinite(level));
  }

  private String note(Pairs pairs, double[] effects, double level) {
    Double mean = Measured.summary(effects, level).mean().value();
    String said =
        mean == null
            ? "%s is not measured, nor the margin".formatted(margin.effect())
            : "%s is %s here, so that the margin is %s"
                .formatted(
                    margin.effect(),
                    Contrast.number(mean),
                    Contrast.number(margin.share() * Math.abs(mean)));
    String left = pairs.note(a, b);
    return left == null ? said : said + "; " + left;
  }

  @Override
  public String quantity() {
    return "%s of %s − that of %s; %s within %s"
        .formatted(
            Contrast.said(reading),
            a,
            b,
            above ? "no more means more only" : "equal means",
            margin);
  }
}
