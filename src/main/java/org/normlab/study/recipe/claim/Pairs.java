package org.normlab.study.recipe.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Pairing;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.study.answer.ScoreTable;

/**
 * Two arms on the seeds they share: in one block a difference a seed; over several blocks, which
 * are what the arms do not fix, one mean difference a block.
 *
 * @param byUnit difference a − b by seed, or by block
 * @param ofA what became of the runs of a
 * @param ofB likewise of b
 */
record Pairs(Map<Object, Double> byUnit, Ends ofA, Ends ofB) {
  /**
   * Describes how runs ended.
   *
   * @param missing runs without a result
   */
  record Ends(int runs, int diverged, int missing) {
    private static final Ends NONE = new Ends(0, 0, 0);

    Ends and(Scores scores) {
      return new Ends(
          runs + scores.bySeed().size(), diverged + scores.diverged(), missing + scores.missing());
    }

    /** Returns whether more than half of them surely diverge, and none is open. */
    boolean mostlyDiverged(double level) {
      return missing == 0 && Measured.mostly(diverged, runs, level);
    }

    /** Returns whether more than half of them surely have a value, and none diverged or is open. */
    boolean surelyFinite(double level) {
      return missing == 0 && diverged == 0 && Measured.mostly(runs, runs, level);
    }
  }

  static Pairs of(ScoreTable table, Arm a, Arm b) {
    Map<Map<String, String>, Scores> left = blocks(table, a);
    Map<Map<String, String>, Scores> right = blocks(table, b);
    Map<Map<String, String>, SortedMap<Long, Double>> byBlock = new LinkedHashMap<>();
    Ends ofA = Ends.NONE;
    Ends ofB = Ends.NONE;
    for (Map.Entry<Map<String, String>, Scores> block : left.entrySet()) {
      Scores other = right.get(block.getKey());
      if (other != null) {
        byBlock.put(block.getKey(), Pairing.of(block.getValue(), other).differencesBySeed());
        ofA = ofA.and(block.getValue());
        ofB = ofB.and(other);
      }
    }
    return new Pairs(units(byBlock), ofA, ofB);
  }

  /** An arm against a number. */
  static Pairs of(ScoreTable table, Arm a, double constant) {
    Map<Map<String, String>, SortedMap<Long, Double>> byBlock = new LinkedHashMap<>();
    Ends ofA = Ends.NONE;
    for (Map.Entry<Map<String, String>, Scores> block : blocks(table, a).entrySet()) {
      SortedMap<Long, Double> above = new TreeMap<>(values(block.getValue()));
      above.replaceAll((_, value) -> value - constant);
      byBlock.put(block.getKey(), above);
      ofA = ofA.and(block.getValue());
    }
    return new Pairs(units(byBlock), ofA, Ends.NONE);
  }

  private static Map<Object, Double> units(
      Map<Map<String, String>, SortedMap<Long, Double>> byBlock) {
    Map<Object, Double> units = new LinkedHashMap<>();
    if (byBlock.size() == 1) {
      units.putAll(byBlock.values().iterator().next());
      return units;
    }
    byBlock.forEach(
        (block, values) -> {
          if (!values.isEmpty()) {
            units.put(block, values.values().stream().mapToDouble(x -> x).average().orElseThrow());
          }
        });
    return units;
  }

  double[] differences() {
    return byUnit.values().stream().mapToDouble(x -> x).toArray();
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

  /** Returns what a reader must know of runs that the differences leave out; null where none is. */
  @Nullable String note(Arm a, Arm b) {
    int runs = ofA.runs + ofB.runs;
    if (runs == 0) {
      return "the study has no runs of both";
    }
    List<String> notes = new ArrayList<>();
    diverged(notes, ofA, a);
    diverged(notes, ofB, b);
    int missing = ofA.missing + ofB.missing;
    if (missing > 0) {
      notes.add("%d of %d runs have no result".formatted(missing, runs));
    }
    return notes.isEmpty() ? null : String.join("; ", notes);
  }

  private static void diverged(List<String> notes, Ends ends, Arm arm) {
    if (ends.diverged > 0) {
      notes.add(
          "%d %s of %s diverged"
              .formatted(ends.diverged, ends.diverged == 1 ? "run" : "runs", arm));
    }
  }
}
