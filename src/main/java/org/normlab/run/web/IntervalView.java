package org.normlab.run.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Interval;

/** A confidence interval of an answer. */
@Schema(name = "Interval", description = "A confidence interval, or the reason why there is none.")
public record IntervalView(
    @Nullable Double low,
    @Nullable Double high,
    @Schema(description = "The coverage, such as 0.95.") double level,
    @Schema(allowableValues = {"t", "bca", "percentile", "wilson"}) String method,
    @Nullable String reason) {
  /** Shows an interval. */
  public static IntervalView of(Interval interval) {
    return new IntervalView(
        interval.low(), interval.high(), interval.level(), interval.method(), interval.reason());
  }
}
