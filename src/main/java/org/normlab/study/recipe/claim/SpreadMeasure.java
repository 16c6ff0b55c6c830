package org.normlab.study.recipe.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.normlab.statistics.SampleMean;
import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.ScoreTable;

/** A group of methods claimed to lie closer together than another: standard deviations, by seed. */
public record SpreadMeasure(String metric, List<Arm> closer, List<Arm> wider) implements Measure {
  @Override
  public Measured of(Evidence evidence, double level) {
    ScoreTable table = evidence.scores(MetricAt.atEnd(metric));
    List<Map<Long, Double>> tight = values(table, closer);
    List<Map<Long, Double>> loose = values(table, wider);
    Set<Long> seeds = new TreeSet<>(seeds(tight));
    seeds.retainAll(seeds(loose));
    double[] differences =
        seeds.stream()
            .mapToDouble(seed -> deviation(tight, seed) - deviation(loose, seed))
            .toArray();
    SampleMean summary = Measured.summary(differences, level);
    long runs =
        table.rows().stream().mapToLong(row -> row.scores().bySeed().size()).max().orElse(0);
    String note =
        differences.length == runs
            ? null
            : "%d of %d seeds have a result of every method".formatted(differences.length, runs);
    Verdict verdict = Expected.NEGATIVE.verdict(summary);
    return Measured.of(
        summary,
        verdict == Verdict.NOT_MEASURED || !anyDiverged(table) ? verdict : Verdict.UNCLEAR,
        note);
  }

  /** Seeds without a diverged run are no fair sample of spreads. */
  private boolean anyDiverged(ScoreTable table) {
    return Stream.concat(closer.stream(), wider.stream())
        .flatMap(arm -> Pairs.blocks(table, arm).values().stream())
        .anyMatch(scores -> scores.diverged() > 0);
  }

  private static List<Map<Long, Double>> values(ScoreTable table, List<Arm> arms) {
    List<Map<Long, Double>> values = new ArrayList<>();
    for (Arm arm : arms) {
      values.add(
          Pairs.blocks(table, arm).values().stream()
              .findFirst()
              .map(Pairs::values)
              .orElse(Map.of()));
    }
    return values;
  }

  /** Seeds of which every arm has a value. */
  private static Set<Long> seeds(List<Map<Long, Double>> arms) {
    Set<Long> seeds = new TreeSet<>(arms.getFirst().keySet());
    arms.forEach(arm -> seeds.retainAll(arm.keySet()));
    return seeds;
  }

  private static double deviation(List<Map<Long, Double>> arms, long seed) {
    double[] values = arms.stream().mapToDouble(arm -> arm.getOrDefault(seed, 0.0)).toArray();
    Double deviation = Measured.summary(values, Measured.LEVEL).sd().value();
    return deviation == null ? 0 : deviation;
  }

  @Override
  public String quantity() {
    return "standard deviation of %s over %s − that over %s".formatted(metric, closer, wider);
  }
}
