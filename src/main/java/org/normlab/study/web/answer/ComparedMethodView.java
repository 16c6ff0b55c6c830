package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.run.web.FigureView;
import org.normlab.statistics.Conclusion;
import org.normlab.study.answer.Comparison;

/** One method of a comparison as the API shows it. */
@Schema(
    name = "ComparedMethod",
    description = "One method of a block: one value of the compared axis.")
record ComparedMethodView(
    @Schema(description = "The label of the value of the compared axis.") String method,
    @Schema(description = "The settings that were chosen, label by axis; null while none can be.")
        @Nullable Map<String, String> chosen,
    @Schema(
            description =
                "Remarks about the choice, such as a chosen number at the edge of what was tried.")
        List<String> remarks,
    @Schema(deprecated = true, description = "The same as remarks, under its former name.")
        List<String> edges,
    @Schema(description = "The number of configurations among which was chosen.") int tried,
    @Schema(
            description =
                "The validation rows of each run that the choice rests on; null where nothing is"
                    + " chosen by them, or where an earlier version trained.")
        @Nullable Integer validationRows,
    CountsView counts,
    @Schema(description = "The runs of the chosen settings, by seed; empty while none are chosen.")
        List<MethodRunView> runs,
    SummaryView summary,
    @Schema(description = "The difference from the baseline; null for the baseline.")
        @Nullable PairedComparisonView against,
    @Schema(description = "The p value of the rank test, corrected over the methods of the block.")
        @Nullable FigureView pHolm,
    @Schema(
            description =
                "BETTER or WORSE where the t interval leaves out 0 and pHolm is at most 1 - level,"
                    + " over three pairs at least; UNSETTLED where only one of both is so; null for"
                    + " the baseline.")
        @Nullable Conclusion conclusion,
    @Schema(description = "The seeds that would settle the difference; null for the baseline.")
        @Nullable SeedsNeededView seedsNeeded,
    CostsView costs,
    @Schema(description = "Whether no other method is at least as good and as fast.")
        boolean onFront) {

  /** One run of a method. */
  @Schema(name = "ComparedRun", description = "One run of a method.")
  record MethodRunView(
      long seed,
      @Schema(format = "uuid") String job,
      @Schema(description = "The number of the run within its job, from 0.") int run,
      String outcome,
      @Schema(description = "The value of the metric; null where the run diverged or has none.")
          @Nullable Double value) {
    static MethodRunView of(Comparison.OfRun run) {
      return new MethodRunView(
          run.seed(), run.job(), run.run(), run.outcome().toString(), run.value());
    }
  }

  /** Describes what a method costs. */
  @Schema(
      name = "Costs",
      description =
          "Means over runs. The time of a fused run is that of its pass divided by its runs.")
  record CostsView(
      FigureView seconds,
      FigureView samplesPerSecond,
      FigureView parameters,
      FigureView memoryBytes,
      @Nullable Integer width) {
    static CostsView of(Comparison.Costs costs) {
      return new CostsView(
          FigureView.of(costs.seconds()),
          FigureView.of(costs.samplesPerSecond()),
          FigureView.of(costs.parameters()),
          FigureView.of(costs.memoryBytes()),
          costs.width());
    }
  }

  static ComparedMethodView of(Comparison.OfMethod of) {
    return new ComparedMethodView(
        of.method(),
        of.chosen(),
        of.edges(),
        of.edges(),
        of.tried(),
        of.validationRows(),
        CountsView.of(of.counts()),
        of.runs().stream().map(MethodRunView::of).toList(),
        SummaryView.of(of.summary()),
        PairedComparisonView.of(of.against()),
        FigureView.ofNullable(of.pHolm()),
        of.conclusion(),
        SeedsNeededView.of(of.seedsNeeded()),
        CostsView.of(of.costs()),
        of.onFront());
  }
}
