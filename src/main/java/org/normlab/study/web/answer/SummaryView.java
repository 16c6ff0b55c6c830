package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import org.normlab.run.web.FigureView;
import org.normlab.run.web.IntervalView;
import org.normlab.statistics.Summary;

/** A summary of the runs of one method. */
@Schema(
    name = "Summary",
    description =
        "A summary of the n finite values; diverged and missing runs are counted beside them.")
record SummaryView(
    int n,
    int diverged,
    int missing,
    FigureView mean,
    @Schema(description = "The standard deviation, with n - 1.") FigureView sd,
    FigureView median,
    @Schema(description = "The interquartile mean.") FigureView iqm,
    FigureView min,
    FigureView max,
    @Schema(description = "Student's interval of the mean.") IntervalView t,
    @Schema(description = "The bootstrap interval of the mean.") IntervalView bca) {
  static SummaryView of(Summary summary) {
    return new SummaryView(
        summary.n(),
        summary.diverged(),
        summary.missing(),
        FigureView.of(summary.mean()),
        FigureView.of(summary.sd()),
        FigureView.of(summary.median()),
        FigureView.of(summary.iqm()),
        FigureView.of(summary.min()),
        FigureView.of(summary.max()),
        IntervalView.of(summary.t()),
        IntervalView.of(summary.bca()));
  }
}
