package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.normlab.run.web.FigureView;
import org.normlab.statistics.SeedsNeeded;

/** Describes how many seeds would settle a difference. */
@Schema(
    name = "SeedsNeeded",
    description =
        "The pairs with which a difference like this one would be called better or worse.")
record SeedsNeededView(
    @Schema(description = "The number in all, those at hand among them; null with a reason.")
        @Nullable Integer pairs,
    @Schema(description = "The number beyond those at hand.") @Nullable Integer more,
    @Schema(
            description =
                "With fewer pairs the corrected test cannot be significant, whatever the values.")
        int least,
    @Schema(description = "The size of the family that Holm corrects for.") int comparisons,
    double alpha,
    double power,
    FigureView effect,
    @Nullable String reason) {
  static @Nullable SeedsNeededView of(@Nullable SeedsNeeded needed) {
    return needed == null
        ? null
        : new SeedsNeededView(
            needed.pairs(),
            needed.more(),
            needed.least(),
            needed.comparisons(),
            needed.alpha(),
            needed.power(),
            FigureView.of(needed.effect()),
            needed.reason());
  }
}
