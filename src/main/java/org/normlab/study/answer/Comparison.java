package org.normlab.study.answer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.job.RunOutcome;
import org.normlab.statistics.Conclusion;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.PairedComparison;
import org.normlab.statistics.SeedsNeeded;
import org.normlab.statistics.Sensitivity;
import org.normlab.statistics.Summary;
import org.normlab.study.StudyRun;

/**
 * Methods compared, block by block.
 *
 * @param compared name of the compared axis
 * @param complete whether every run has ended, so that nothing will change
 * @param sensitivity of methods to numeric settings of the design
 */
public record Comparison(
    String metric,
    Direction better,
    String compared,
    String baseline,
    double level,
    boolean complete,
    Counts counts,
    List<InBlock> blocks,
    List<OfSetting> sensitivity) {

  /** Describes what became of the runs; all are counted. */
  public record Counts(
      int runs,
      int completed,
      int stoppedEarly,
      int diverged,
      int failed,
      int cancelled,
      int pending) {
    /** Counts the runs that ended without a result. */
    public int lost() {
      return failed + cancelled;
    }
  }

  /**
   * Methods under equal conditions.
   *
   * @param coordinates label by axis; empty where everything is compared at once
   */
  public record InBlock(Map<String, String> coordinates, List<OfMethod> methods) {}

  /**
   * One method of a block.
   *
   * @param chosen label by axis that was chosen over; null while nothing can be chosen
   * @param edges warnings about choices at the edge of what was tried
   * @param tried candidates among which was chosen; equal budgets have equal numbers
   * @param validationRows of each run, that the choice rests on; null where nothing is chosen by
   *     them, or they were not counted
   * @param runs of the chosen candidate, by seed; empty while nothing can be chosen
   * @param against the baseline; null for the baseline itself
   * @param pHolm the test's p, corrected over the methods of the block
   * @param conclusion whether the method is better; null for the baseline
   * @param seedsNeeded to settle the difference; null for the baseline
   * @param onFront whether no other method is at least as good and as fast
   */
  public record OfMethod(
      String method,
      @Nullable Map<String, String> chosen,
      List<String> edges,
      int tried,
      @Nullable Integer validationRows,
      Counts counts,
      List<OfRun> runs,
      Summary summary,
      @Nullable PairedComparison against,
      @Nullable Estimate pHolm,
      @Nullable Conclusion conclusion,
      @Nullable SeedsNeeded seedsNeeded,
      Costs costs,
      boolean onFront) {}

  /**
   * One run of a method.
   *
   * @param outcome as in {@link StudyRun}
   * @param value of the metric; null where the run diverged or has none
   */
  public record OfRun(long seed, String job, int run, RunOutcome outcome, @Nullable Double value) {}

  /**
   * Means over runs.
   *
   * @param seconds a run's share: the time of the pass that it trained in over the runs of it
   * @param width runs of a pass
   */
  public record Costs(
      Estimate seconds,
      Estimate samplesPerSecond,
      Estimate parameters,
      Estimate memoryBytes,
      @Nullable Integer width) {}

  /**
   * Describes how a method depends on one setting where everything else but what is chosen is
   * fixed.
   */
  public record OfSetting(
      String setting, Map<String, String> coordinates, String method, Sensitivity area) {}
}
