package org.normlab.run.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Estimate;

/** A number of an answer, or why there is none. */
@Schema(
    name = "Figure",
    description = "A finite number, or null with the reason why there is none.")
public record FigureView(@Nullable Double value, @Nullable String reason) {
  /** Shows a figure. */
  public static FigureView of(Estimate figure) {
    return new FigureView(figure.value(), figure.reason());
  }

  public static @Nullable FigureView ofNullable(@Nullable Estimate figure) {
    return figure == null ? null : of(figure);
  }

  public static List<FigureView> of(List<Estimate> figures) {
    return figures.stream().map(FigureView::of).toList();
  }
}
