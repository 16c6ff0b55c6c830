package org.normlab.study.recipe.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Pairing;
import org.normlab.statistics.SampleMean;
import org.normlab.statistics.Scores;
import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.ScoreTable;

/** Describes what one figure of a run is less another one, as of its last task less its first. */
public record TaskChangeMeasure(String later, String earlier, Arm arm, Expected expected)
    implements Measure {
  private static final Scores NONE = Scores.of(Map.of());

  @Override
  public Measured of(Evidence evidence, double level) {
    ScoreTable table = evidence.scores(MetricAt.atEnd(later));
    Map<Map<String, String>, Scores> first =
        Pairs.blocks(evidence.scores(MetricAt.atEnd(earlier)), arm);
    List<Double> changes = new ArrayList<>();
    int runs = 0;
    int diverged = 0;
    for (Map.Entry<Map<String, String>, Scores> block : Pairs.blocks(table, arm).entrySet()) {
      runs += block.getValue().bySeed().size();
      diverged += block.getValue().diverged();
      Scores before = first.getOrDefault(block.getKey(), NONE);
      changes.addAll(Pairing.of(block.getValue(), before).differencesBySeed().values());
    }
    SampleMean summary = Measured.summary(changes.stream().mapToDouble(x -> x).toArray(), level);
    return Measured.of(
        summary, verdict(table.better(), summary, diverged), note(changes.size(), runs, diverged));
  }

  /** Runs that diverged are without the later figure, which would have been a bad one. */
  private Verdict verdict(Direction better, SampleMean summary, int diverged) {
    Verdict measured = expected.verdict(summary);
    boolean agree = diverged == 0 || measured == expected.diverged(better, true);
    return agree || measured == Verdict.NOT_MEASURED ? measured : Verdict.UNCLEAR;
  }

  private static @Nullable String note(int both, int runs, int diverged) {
    if (both == runs) {
      return null;
    }
    String note = "%d of %d runs have both figures".formatted(both, runs);
    return diverged == 0 ? note : note + "; %d diverged".formatted(diverged);
  }

  @Override
  public String quantity() {
    return "%s − %s, of %s".formatted(later, earlier, arm);
  }
}
