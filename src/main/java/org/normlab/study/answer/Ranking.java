package org.normlab.study.answer;

import java.util.List;
import java.util.Map;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Summary;
import org.normlab.statistics.rank.CriticalDifference;
import org.normlab.statistics.rank.Friedman;
import org.normlab.statistics.rank.Nemenyi;
import org.normlab.statistics.rank.Ranks;

/**
 * Methods ranked over the blocks of a study, such as data sets.
 *
 * @param blocks those that are ranked and those left out
 * @param rankSummaries of each method's ranks over the blocks; the intervals resample blocks
 * @param byNemenyi groups whose average ranks do not differ by the critical difference
 * @param byWilcoxon groups that pairwise tests with Holm's correction do not tell apart
 */
public record Ranking(
    String metric,
    Direction better,
    String compared,
    double alpha,
    List<Map<String, String>> blocks,
    Ranks ranks,
    List<Summary> rankSummaries,
    Friedman friedman,
    Nemenyi nemenyi,
    CriticalDifference byNemenyi,
    CriticalDifference byWilcoxon) {}
