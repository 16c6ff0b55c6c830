package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.run.web.FigureView;
import org.normlab.run.web.IntervalView;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.score.Aggregate;
import org.normlab.statistics.score.AggregateScore;
import org.normlab.statistics.score.PerformanceProfile;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.answer.aggregate.ScoreReference;

/** Aggregates over blocks as the API shows them. */
@Schema(
    name = "Aggregates",
    description = "Methods aggregated over all blocks, as agents are over games.")
record AggregatesView(
    String metric,
    @Schema(description = "Which end of scores is the good one.") Direction better,
    @Schema(description = "The name of the compared axis.") String compared,
    @Schema(description = "The value of the compared axis that others are compared with.")
        String baseline,
    double level,
    @Schema(description = "The number of resamples on which every interval rests.") int resamples,
    @Schema(description = "Whether every run has ended, so that nothing will change.")
        boolean complete,
    @Schema(
            description =
                "REFERENCES where scores are (value - random) / (reference - random); SHARE where"
                    + " the metric is a share, taken as it is; RAW where there is one block, whose"
                    + " values are taken as they are; NONE where values of several blocks have no"
                    + " scale in common and are not aggregated.")
        Aggregates.Scale scale,
    @Schema(
            description =
                "LEFT_OUT where runs that diverged are counted only; WORST_RANKED where each counts"
                    + " as the worst score of its block, or as 0 where that is lower.")
        DivergedPairs diverged,
    @Schema(
            description =
                "Sentences on the scale, on runs that diverged and on those without a result.")
        List<String> notes,
    @Schema(description = "The blocks, which are kept fixed, in the order of the comparison.")
        List<BlockView> blocks,
    List<MethodView> methods,
    @Schema(description = "The scores at which profiles are read, in ascending order.")
        List<Double> thresholds,
    @Schema(description = "Each pair of methods once.") List<ImprovementView> improvements) {

  /** A block. */
  @Schema(name = "AggregatedBlock", description = "A block, such as a data set or a game.")
  record BlockView(
      String name,
      @Schema(description = "The label by axis; empty where everything is compared at once.")
          Map<String, String> coordinates,
      @Schema(description = "The value that counts as 0; null where values are taken as they are.")
          @Nullable Double random,
      @Schema(description = "The value that counts as 1; null where values are taken as they are.")
          @Nullable Double reference) {
    static BlockView of(Aggregates.OfBlock block) {
      ScoreReference reference = block.reference();
      return new BlockView(
          block.name(),
          block.coordinates(),
          reference == null ? null : Double.valueOf(reference.random()),
          reference == null ? null : Double.valueOf(reference.reference()));
    }
  }

  /** The runs of a method in a block. */
  @Schema(
      name = "AggregatedRuns",
      description = "The runs of a method's chosen settings in a block.")
  record RunsView(
      @Schema(description = "The number of runs with a value.") int n,
      @Schema(description = "The number of runs that diverged.") int diverged,
      @Schema(description = "The number of runs that failed, were cancelled or are to come.")
          int missing) {
    static RunsView of(Aggregates.Runs runs) {
      return new RunsView(runs.values(), runs.diverged(), runs.missing());
    }
  }

  /** An aggregate. */
  @Schema(name = "AggregateScore", description = "An aggregate of a method's scores.")
  record ScoreView(
      FigureView value,
      @Schema(description = "The interval by resampling the runs within each block.")
          IntervalView interval) {
    static ScoreView of(Aggregates.OfMethod method, Aggregate aggregate) {
      AggregateScore score =
          method.figures().stream()
              .filter(one -> one.aggregate() == aggregate)
              .findFirst()
              .orElseThrow();
      return new ScoreView(FigureView.of(score.value()), IntervalView.of(score.interval()));
    }
  }

  /** A method. */
  @Schema(name = "AggregatedMethod", description = "A method over all blocks.")
  record MethodView(
      String method,
      @Schema(description = "The runs in each block, in the order of the blocks.")
          List<RunsView> runs,
      @Schema(description = "The interquartile mean: without the lowest and highest quarter.")
          ScoreView iqm,
      @Schema(description = "The mean over blocks of the mean over runs.") ScoreView mean,
      @Schema(description = "The median over blocks of the mean over runs.") ScoreView median,
      @Schema(description = "The mean of what is missing to 1; scores above 1 count as 1.")
          ScoreView optimalityGap,
      ProfileView profile) {
    static MethodView of(Aggregates.OfMethod method) {
      return new MethodView(
          method.method(),
          method.runs().stream().map(RunsView::of).toList(),
          ScoreView.of(method, Aggregate.IQM),
          ScoreView.of(method, Aggregate.MEAN),
          ScoreView.of(method, Aggregate.MEDIAN),
          ScoreView.of(method, Aggregate.OPTIMALITY_GAP),
          ProfileView.of(method.profile()));
    }
  }

  /** A performance profile. */
  @Schema(
      name = "PerformanceProfile",
      description =
          "The mean over blocks of the share of runs with a better score than each threshold; empty"
              + " where the method has no aggregates.")
  record ProfileView(
      List<Double> share,
      @Schema(description = "The lower ends of the intervals; empty where there are none.")
          List<Double> low,
      @Schema(description = "The upper ends of the intervals; empty where there are none.")
          List<Double> high) {
    static ProfileView of(PerformanceProfile profile) {
      return new ProfileView(
          profile.points().stream().map(at -> at.share().asOptional().orElseThrow()).toList(),
          profile.points().stream()
              .map(at -> at.interval().low())
              .filter(Objects::nonNull)
              .toList(),
          profile.points().stream()
              .map(at -> at.interval().high())
              .filter(Objects::nonNull)
              .toList());
    }
  }

  /** A pair of methods. */
  @Schema(
      name = "BlockImprovement",
      description =
          "How probably a run of a method is better than one of the other in the same block, a tie"
              + " counting half.")
  record ImprovementView(
      String method, String other, FigureView probability, IntervalView interval) {
    static ImprovementView of(Aggregates.OfPair pair) {
      return new ImprovementView(
          pair.method(),
          pair.other(),
          FigureView.of(pair.improvement().probability()),
          IntervalView.of(pair.improvement().interval()));
    }
  }

  static AggregatesView of(Aggregates aggregates) {
    return new AggregatesView(
        aggregates.metric(),
        aggregates.better(),
        aggregates.compared(),
        aggregates.baseline(),
        aggregates.level(),
        aggregates.resamples(),
        aggregates.complete(),
        aggregates.scale(),
        aggregates.diverged(),
        aggregates.notes(),
        aggregates.blocks().stream().map(BlockView::of).toList(),
        aggregates.methods().stream().map(MethodView::of).toList(),
        aggregates.thresholds(),
        aggregates.pairs().stream().map(ImprovementView::of).toList());
  }
}
