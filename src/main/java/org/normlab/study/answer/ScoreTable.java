package org.normlab.study.answer;

import java.util.List;
import java.util.Map;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Scores;

/** One figure of a study's runs, seed by seed, of each method's chosen candidate in each block. */
public record ScoreTable(String metric, Direction better, List<Row> rows) {
  public ScoreTable {
    rows = List.copyOf(rows);
  }

  /**
   * One method of a block.
   *
   * @param coordinates label by axis, of everything that is neither compared nor chosen over
   */
  public record Row(Map<String, String> coordinates, String method, Scores scores) {}
}
