package org.normlab.study.recipe.claim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.normlab.statistics.Alternative;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.PairedComparison;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.statistics.Wilcoxon;
import org.normlab.study.answer.ScoreTable;

/**
 * Wilcoxon's signed rank test over data sets, one-sided in the direction that one method is better:
 * of means over seeds, differences of zero dropped. A method of which a run diverged is the worse.
 */
final class OneSided {
  private OneSided() {}

  static Wilcoxon test(ScoreTable table, String better, String worse) {
    Alternative direction =
        table.better() == Direction.HIGHER ? Alternative.GREATER : Alternative.LESS;
    return PairedComparison.of(
            means(table, better),
            means(table, worse),
            table.better(),
            direction,
            DivergedPairs.WORST_RANKED,
            Measured.LEVEL)
        .wilcoxon();
  }

  /** A score a data set, in place of seeds. */
  private static Scores means(ScoreTable table, String method) {
    Map<Map<String, String>, Long> numbers = new LinkedHashMap<>();
    Map<Long, Score> scores = new LinkedHashMap<>();
    for (ScoreTable.Row row : table.rows()) {
      numbers.putIfAbsent(row.coordinates(), (long) numbers.size());
      if (row.method().equals(method)) {
        scores.put(numbers.get(row.coordinates()), row.scores().overall());
      }
    }
    return Scores.of(scores);
  }
}
