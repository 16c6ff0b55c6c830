package org.normlab.study.answer.aggregate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Scores;

/**
 * Describes what is aggregated.
 *
 * @param better which end of the metric is the good one
 * @param complete whether every run of the study has ended
 */
public record AggregateInput(
    String metric,
    Direction better,
    String compared,
    String baseline,
    double level,
    DivergedPairs diverged,
    boolean complete,
    List<OfBlock> blocks) {

  /**
   * A block with the values of each method's chosen runs.
   *
   * @param coordinates label by axis
   * @param sources what its jobs learn from: references of data, or words of environments
   */
  public record OfBlock(
      Map<String, String> coordinates, Set<String> sources, Map<String, Scores> values) {}
}
