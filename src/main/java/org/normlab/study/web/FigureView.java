package org.normlab.study.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Estimate;

/** A number of an answer, or why there is none. */
@Schema(
    name = "Figure",
    description = "A finite number, or null with the reason why there is none.")
record FigureView(@Nullable Double value, @Nullable String reason) {
  static FigureView of(Estimate figure) {
    return new FigureView(figure.value(), figure.reason());
  }

  static @Nullable FigureView ofNullable(@Nullable Estimate figure) {
    return figure == null ? null : of(figure);
  }

  static List<FigureView> of(List<Estimate> figures) {
    return figures.stream().map(FigureView::of).toList();
  }
}
