package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.normlab.run.web.FigureView;
import org.normlab.run.web.IntervalView;
import org.normlab.statistics.Alternative;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Improvement;
import org.normlab.statistics.PairedComparison;
import org.normlab.statistics.Wilcoxon;

/** A method against the baseline. */
@Schema(
    name = "PairedComparison",
    description = "A method minus the baseline, over the seeds that both have.")
record PairedComparisonView(
    @Schema(description = "The number of pairs of two values.") int n,
    @Schema(description = "The number of pairs that the rank test is over.") int ranked,
    @Schema(description = "The number of pairs in which the method diverged.") int divergedA,
    @Schema(description = "The number of pairs in which the baseline diverged.") int divergedB,
    @Schema(description = "The number of shared seeds of which a run has no result.") int missing,
    @Schema(description = "The number of seeds that only one of both has.") int unshared,
    @Schema(description = "What becomes of a pair in which a run diverged.") DivergedPairs diverged,
    FigureView meanDifference,
    @Schema(description = "The standard deviation of the differences, with n - 1.") FigureView sd,
    IntervalView t,
    IntervalView bca,
    WilcoxonView wilcoxon,
    @Schema(description = "How often the method is better, over pairs of the same seed.")
        ImprovementView improvement,
    @Schema(description = "How often the method is better, over all runs with all runs.")
        ImprovementView unpairedImprovement,
    @Schema(description = "Cohen's d_z: the mean difference divided by sd.") FigureView effect) {

  /** Wilcoxon's signed rank test. */
  @Schema(name = "Wilcoxon", description = "Wilcoxon's signed rank test of the differences.")
  record WilcoxonView(
      int n,
      @Schema(description = "The number of differences of zero.") int zeros,
      FigureView statistic,
      FigureView p,
      Alternative alternative,
      Wilcoxon.Method method) {
    static WilcoxonView of(Wilcoxon test) {
      return new WilcoxonView(
          test.n(),
          test.zeros(),
          FigureView.of(test.statistic()),
          FigureView.of(test.p()),
          test.alternative(),
          test.method());
    }
  }

  /** Describes how often one method is better than another. */
  @Schema(
      name = "Improvement",
      description = "The share of comparisons that the method wins; a tie counts half.")
  record ImprovementView(
      long n, long wins, long ties, FigureView probability, IntervalView interval) {
    static ImprovementView of(Improvement improvement) {
      return new ImprovementView(
          improvement.n(),
          improvement.wins(),
          improvement.ties(),
          FigureView.of(improvement.probability()),
          IntervalView.of(improvement.interval()));
    }
  }

  static @Nullable PairedComparisonView of(@Nullable PairedComparison against) {
    return against == null
        ? null
        : new PairedComparisonView(
            against.n(),
            against.ranked(),
            against.divergedA(),
            against.divergedB(),
            against.missing(),
            against.unshared(),
            against.diverged(),
            FigureView.of(against.meanDifference()),
            FigureView.of(against.sd()),
            IntervalView.of(against.t()),
            IntervalView.of(against.bca()),
            WilcoxonView.of(against.wilcoxon()),
            ImprovementView.of(against.improvement()),
            ImprovementView.of(against.unpairedImprovement()),
            FigureView.of(against.effect()));
  }
}
