package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.normlab.run.web.FigureView;
import org.normlab.statistics.Sensitivity;
import org.normlab.study.answer.Comparison;

/** Describes how a method depends on a setting, as the API shows it. */
@Schema(name = "Sensitivity", description = "How much a method depends on one numeric setting.")
record SensitivityView(
    String setting,
    @Schema(description = "The label by axis.") Map<String, String> coordinates,
    String method,
    AreaView area) {

  /** The area under a curve over a setting. */
  @Schema(
      name = "SensitivityArea",
      description = "The area under a method's best-of curve over a numeric setting.")
  record AreaView(FigureView area, FigureView best, FigureView worst, List<PositionView> curve) {}

  /** One value of a setting. */
  @Schema(name = "SensitivityPosition", description = "The runs at one value of the setting.")
  record PositionView(
      double x,
      @Schema(description = "The mean over seeds of the best configuration.") FigureView best,
      @Schema(description = "The number of configurations.") int cells,
      @Schema(description = "The number of runs with a value.") int values,
      int diverged,
      int missing) {
    static PositionView of(Sensitivity.Position at) {
      return new PositionView(
          at.x(), FigureView.of(at.best()), at.cells(), at.values(), at.diverged(), at.missing());
    }
  }

  static SensitivityView of(Comparison.OfSetting of) {
    Sensitivity area = of.area();
    return new SensitivityView(
        of.setting(),
        of.coordinates(),
        of.method(),
        new AreaView(
            FigureView.of(area.area()),
            FigureView.of(area.best()),
            FigureView.of(area.worst()),
            area.curve().stream().map(PositionView::of).toList()));
  }
}
