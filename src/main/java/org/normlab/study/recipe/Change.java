package org.normlab.study.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normlab.statistics.Pairing;
import org.normlab.statistics.Scores;
import org.normlab.statistics.Summary;
import org.normlab.study.Reading;

/** What one figure of a run is less another one, as of its last task less its first. */
record Change(String later, String earlier, Arm arm, Expected expected) implements Measure {
  private static final Scores NONE = Scores.of(Map.of());

  @Override
  public Measured of(Evidence evidence) {
    Map<Map<String, String>, Scores> last =
        Pairs.blocks(evidence.scores(Reading.atEnd(later)), arm);
    Map<Map<String, String>, Scores> first =
        Pairs.blocks(evidence.scores(Reading.atEnd(earlier)), arm);
    List<Double> changes = new ArrayList<>();
    int runs = 0;
    for (Map.Entry<Map<String, String>, Scores> block : last.entrySet()) {
      runs += block.getValue().bySeed().size();
      Scores before = first.getOrDefault(block.getKey(), NONE);
      for (double change : Pairing.of(block.getValue(), before).differences().values()) {
        changes.add(change);
      }
    }
    Summary summary = Measured.summary(changes.stream().mapToDouble(x -> x).toArray());
    String note =
        changes.size() == runs
            ? null
            : "%d of %d runs have both figures".formatted(changes.size(), runs);
    return Measured.of(summary, expected.verdict(summary), note);
  }

  @Override
  public String quantity() {
    return "%s − %s, of %s".formatted(later, earlier, arm);
  }
}
