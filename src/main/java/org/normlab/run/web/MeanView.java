package org.normlab.run.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.normlab.statistics.SampleMean;

/** The mean of a figure over runs, as the API shows it. */
@Schema(name = "Mean", description = "The mean of a figure over runs, with its interval.")
record MeanView(
    @Schema(description = "The number of values.") int n,
    FigureView mean,
    @Schema(description = "The standard deviation, with n − 1 in the denominator.") FigureView sd,
    @Schema(description = "Student's interval of the mean.") IntervalView t) {
  static MeanView of(SampleMean mean) {
    return new MeanView(
        mean.n(), FigureView.of(mean.mean()), FigureView.of(mean.sd()), IntervalView.of(mean.t()));
  }
}
