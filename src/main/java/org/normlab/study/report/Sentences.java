package org.normlab.study.report;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Alternative;
import org.normlab.statistics.Conclusion;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;
import org.normlab.statistics.PairedComparison;
import org.normlab.statistics.SeedsNeeded;
import org.normlab.study.answer.Comparison;
import org.normlab.study.answer.aggregate.BlockNames;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.picture.Phrases;
import org.normlab.study.report.picture.PlotScale;

/**
 * Answers in words, made of the numbers alone. A method is called better only where the interval of
 * its difference leaves out 0 and its corrected p is small enough; else the sentence says what is
 * missing, and how many seeds would do.
 */
final class Sentences {
  private final Comparison comparison;
  private final Comparison.InBlock block;

  Sentences(Comparison comparison, Comparison.InBlock block) {
    this.comparison = comparison;
    this.block = block;
  }

  /** One method against the baseline. */
  String of(Comparison.OfMethod method, PairedComparison against) {
    Conclusion conclusion = Objects.requireNonNull(method.conclusion());
    String troubles = troubles(method);
    return start(block.coordinates())
        + switch (conclusion) {
          case BETTER, WORSE -> told(method, against, conclusion) + ".";
          case UNSETTLED -> unsettled(method, against);
          case INDISTINCT -> indistinct(method, against);
          case NO_PAIRS -> noPairs(method, against);
        }
        + (troubles.isEmpty() ? "" : " " + troubles);
  }

  /**
   * "On digits, ", "In minatar/breakout, " or "With batchSize = 4, "; empty where everything is
   * compared at once.
   */
  static String start(Map<String, String> coordinates) {
    if (coordinates.isEmpty()) {
      return "";
    }
    Map.Entry<String, String> first = coordinates.entrySet().iterator().next();
    if (coordinates.size() > 1 || !BlockNames.isSource(first.getKey())) {
      return "With " + Phrases.settings(coordinates) + ", ";
    }
    String in = first.getKey().startsWith("environment") ? "In " : "On ";
    return in + first.getValue() + ", ";
  }

  private String told(Comparison.OfMethod method, PairedComparison against, Conclusion conclusion) {
    return "%s is %s than %s by %s %s"
        .formatted(
            method.method(),
            conclusion == Conclusion.BETTER ? "better" : "worse",
            comparison.baseline(),
            size(against),
            evidence(method, against));
  }

  private String unsettled(Comparison.OfMethod method, PairedComparison against) {
    boolean higher = against.meanDifference().asOptional().orElseThrow() > 0;
    String did = higher == (comparison.better() == Direction.HIGHER) ? "better" : "worse";
    String measured =
        "%s did %s than %s by %s %s, but that is not settled: "
            .formatted(
                method.method(),
                did,
                comparison.baseline(),
                size(against),
                evidence(method, against));
    String alpha = PlotScale.label(1 - comparison.level());
    if (!against.t().leavesOutZero()) {
      return measured + "the test is below " + alpha + ", yet the interval of the mean includes 0.";
    }
    return measured
        + "the interval leaves out 0, yet the corrected test does not reach %s%s."
            .formatted(alpha, reachable(method.seedsNeeded(), against));
  }

  /** Explains that with few seeds no p of a rank test can be small, whatever the values. */
  private static String reachable(@Nullable SeedsNeeded needed, PairedComparison against) {
    if (needed == null || against.ranked() >= needed.least()) {
      return "";
    }
    int sides = against.wilcoxon().alternative() == Alternative.TWO_SIDED ? 2 : 1;
    double least = Math.min(1, needed.comparisons() * sides * Math.pow(2, -against.ranked()));
    return "; with %s and %s it cannot be below %s, from %d seeds on it can"
        .formatted(
            Numbers.count(against.ranked(), "seed", "seeds"),
            Numbers.count(needed.comparisons(), "comparison", "comparisons"),
            Numbers.p(least),
            needed.least());
  }

  private String indistinct(Comparison.OfMethod method, PairedComparison against) {
    return "the data cannot tell %s from %s: the difference is %s %s.%s"
        .formatted(
            method.method(),
            comparison.baseline(),
            signed(against),
            evidence(method, against),
            wouldDo(method.seedsNeeded()));
  }

  private static String wouldDo(@Nullable SeedsNeeded needed) {
    if (needed == null) {
      return "";
    }
    if (needed.pairs() == null || needed.more() == null) {
      return " How many seeds would tell cannot be said: " + needed.reason() + ".";
    }
    return " If the true difference is the measured one, about %s would tell, %d more."
        .formatted(Numbers.count(needed.pairs(), "seed", "seeds"), needed.more());
  }

  private String noPairs(Comparison.OfMethod method, PairedComparison against) {
    Double p = against.wilcoxon().p().value();
    return "%s cannot be compared with %s: no seed has a value of both%s."
        .formatted(
            method.method(),
            comparison.baseline(),
            p == null
                ? ""
                : "; with diverged runs ranked worst, Wilcoxon %s over %s"
                    .formatted(Numbers.pIs(p), Numbers.count(against.ranked(), "seed", "seeds")));
  }

  /** The size of the difference and its interval, both in the direction of the sentence. */
  private static String size(PairedComparison against) {
    double mean = against.meanDifference().asOptional().orElseThrow();
    Interval t = against.t();
    if (t.low() == null || t.high() == null) {
      return Numbers.of(Math.abs(mean)) + " (no interval: " + t.reason() + ")";
    }
    String interval =
        mean > 0 ? Numbers.interval(t.low(), t.high()) : Numbers.interval(-t.high(), -t.low());
    return Numbers.of(Math.abs(mean)) + " " + interval;
  }

  private static String signed(PairedComparison against) {
    double mean = against.meanDifference().asOptional().orElseThrow();
    Interval t = against.t();
    return Numbers.signed(mean)
        + (t.low() == null || t.high() == null
            ? " (no interval: " + t.reason() + ")"
            : " " + Numbers.interval(t.low(), t.high()));
  }

  private static String evidence(Comparison.OfMethod method, PairedComparison against) {
    Estimate p = against.wilcoxon().p();
    String test = p.value() == null ? "no p: " + p.reason() : "Wilcoxon " + Numbers.pIs(p.value());
    Double holm = method.pHolm() == null ? null : method.pHolm().value();
    return "(n = %s, %s%s)"
        .formatted(
            Numbers.count(against.n(), "seed", "seeds"),
            test,
            holm == null ? "" : ", Holm " + Numbers.p(holm));
  }

  /** Runs of the method or the baseline that the difference is without. */
  private String troubles(Comparison.OfMethod method) {
    String own = Phrases.troubles(method.counts());
    String others =
        block.methods().stream()
            .filter(other -> other.method().equals(comparison.baseline()))
            .findFirst()
            .map(other -> Phrases.troubles(other.counts()))
            .orElse("");
    return of(method.method(), method.counts().runs(), own)
        + (own.isEmpty() || others.isEmpty() ? "" : " ")
        + (others.isEmpty() ? "" : of(comparison.baseline(), baselineRuns(), others));
  }

  private int baselineRuns() {
    return block.methods().stream()
        .filter(other -> other.method().equals(comparison.baseline()))
        .mapToInt(other -> other.counts().runs())
        .sum();
  }

  private static String of(String method, int runs, String troubles) {
    return troubles.isEmpty()
        ? ""
        : "Of %s of %s: %s.".formatted(Numbers.count(runs, "run", "runs"), method, troubles);
  }
}
