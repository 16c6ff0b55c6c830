package org.normlab.study.answer.aggregate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.score.AggregateScore;
import org.normlab.statistics.score.BlockImprovement;
import org.normlab.statistics.score.PerformanceProfile;

/**
 * Methods over all blocks at once, as reinforcement learning reports agents over games (Agarwal et
 * al. 2021, arXiv:2108.13264).
 *
 * @param better which end of scores is the good one; of values that are measured by references the
 *     higher
 * @param diverged what became of runs that diverged
 * @param resamples of the runs within each block, on which intervals rest
 * @param complete whether every run has ended, so that nothing will change
 * @param notes sentences on the scale, on runs that diverged and on those without a result
 * @param pairs of methods, each once
 */
public record Aggregates(
    String metric,
    Direction better,
    String compared,
    String baseline,
    double level,
    int resamples,
    boolean complete,
    Scale scale,
    DivergedPairs diverged,
    List<String> notes,
    List<OfBlock> blocks,
    List<OfMethod> methods,
    List<OfPair> pairs) {

  /** Describes on which scale values of several blocks are aggregated. */
  public enum Scale {
    /** Measured by what random play and a reference reach: 0 and 1. */
    REFERENCES,
    /** Shares as they are, of which 1 is the whole in every block. */
    SHARE,
    /** Values of one block as they are. */
    RAW,
    /** None: values of several blocks that have no scale in common are not aggregated. */
    NONE
  }

  /**
   * A block, which is kept fixed.
   *
   * @param reference by which its values are measured; null where they are taken as they are
   */
  public record OfBlock(
      String name, Map<String, String> coordinates, @Nullable ScoreReference reference) {}

  /**
   * The runs of a method in a block.
   *
   * @param values runs with a value
   * @param missing runs that failed, were cancelled or are to come
   */
  public record Runs(int values, int diverged, int missing) {}

  /**
   * A method.
   *
   * @param runs of the chosen settings in each block, in the order of the blocks
   * @param figures all aggregates
   * @param profile the share of runs that are better than each threshold, which are those of all
   *     methods; empty where there are no aggregates
   */
  public record OfMethod(
      String method, List<Runs> runs, List<AggregateScore> figures, PerformanceProfile profile) {}

  /** Tells how probably a run of one method is better than one of another in the same block. */
  public record OfPair(String method, String other, BlockImprovement improvement) {}

  /** Returns the scores at which all profiles are read, in ascending order. */
  public List<Double> thresholds() {
    return methods.stream()
        .map(method -> method.profile().points())
        .filter(points -> !points.isEmpty())
        .findFirst()
        .map(points -> points.stream().map(PerformanceProfile.At::threshold).toList())
        .orElse(List.of());
  }

  /** Tells whether any method has an aggregate. */
  public boolean areDefined() {
    return methods.stream()
        .anyMatch(method -> method.figures().stream().anyMatch(one -> one.value().defined()));
  }
}
