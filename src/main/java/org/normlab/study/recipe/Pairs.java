package org.normlab.study.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Pairing;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.study.ScoreTable;

/**
 * Two arms on the seeds they share: in one block a difference a seed; over several blocks, which
 * are what the arms do not fix, one mean difference a block.
 *
 * @param differences of a − b
 * @param divergedA runs of a that diverged
 * @param missing runs of either without a result
 */
record Pairs(double[] differences, int runs, int divergedA, int divergedB, int missing) {
  static Pairs of(ScoreTable table, Arm a, Arm b) {
    Map<Map<String, String>, Scores> left = blocks(table, a);
    Map<Map<String, String>, Scores> right = blocks(table, b);
    Set<Map<String, String>> shared = new LinkedHashSet<>(left.keySet());
    shared.retainAll(right.keySet());
    List<double[]> byBlock = new ArrayList<>();
    int[] counts = new int[4];
    for (Map<String, String> block : shared) {
      Scores ofA = left.getOrDefault(block, Scores.of(Map.of()));
      Scores ofB = right.getOrDefault(block, Scores.of(Map.of()));
      byBlock.add(Pairing.of(ofA, ofB).differences().values());
      counts[0] += ofA.bySeed().size() + ofB.bySeed().size();
      counts[1] += ofA.diverged();
      counts[2] += ofB.diverged();
      counts[3] += ofA.missing() + ofB.missing();
    }
    return new Pairs(units(byBlock), counts[0], counts[1], counts[2], counts[3]);
  }

  private static double[] units(List<double[]> byBlock) {
    if (byBlock.size() == 1) {
      return byBlock.getFirst();
    }
    return byBlock.stream()
        .filter(values -> values.length > 0)
        .mapToDouble(values -> Arrays.stream(values).average().orElseThrow())
        .toArray();
  }

  /** Scores by what the arm leaves open. */
  static Map<Map<String, String>, Scores> blocks(ScoreTable table, Arm arm) {
    Map<Map<String, String>, Scores> blocks = new LinkedHashMap<>();
    for (ScoreTable.Row row : table.rows()) {
      if (arm.covers(row)) {
        Map<String, String> open = new HashMap<>(row.coordinates());
        open.keySet().removeAll(arm.where().keySet());
        blocks.put(open, row.scores());
      }
    }
    return blocks;
  }

  static Map<Long, Double> values(Scores scores) {
    Map<Long, Double> values = new TreeMap<>();
    scores
        .bySeed()
        .forEach(
            (seed, score) -> {
              if (score instanceof Score.Value(double value)) {
                values.put(seed, value);
              }
            });
    return values;
  }

  /** What a reader must know of runs that the differences leave out; null where none is. */
  @Nullable String note(Arm a, Arm b) {
    List<String> notes = new ArrayList<>();
    if (runs == 0) {
      return "the study has no runs of both";
    }
    if (divergedA > 0) {
      notes.add("%d runs of %s diverged".formatted(divergedA, a));
    }
    if (divergedB > 0) {
      notes.add("%d runs of %s diverged".formatted(divergedB, b));
    }
    if (missing > 0) {
      notes.add("%d of %d runs have no result".formatted(missing, runs));
    }
    return notes.isEmpty() ? null : String.join("; ", notes);
  }
}
