package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.normlab.statistics.Direction;
import org.normlab.study.answer.Comparison;

/** A comparison as the API shows it. */
@Schema(name = "Comparison", description = "Methods compared with a baseline, in each block.")
record ComparisonView(
    String metric,
    Direction better,
    @Schema(description = "The name of the compared axis.") String compared,
    @Schema(description = "The value of the compared axis that others are compared with.")
        String baseline,
    double level,
    @Schema(description = "Whether every run has ended, so that nothing will change.")
        boolean complete,
    CountsView counts,
    List<BlockView> blocks,
    List<SensitivityView> sensitivity) {

  /** Methods under equal conditions. */
  @Schema(name = "ComparedBlock", description = "Methods under equal conditions.")
  record BlockView(
      @Schema(description = "The label by axis; empty where everything is compared at once.")
          Map<String, String> coordinates,
      List<ComparedMethodView> methods) {
    static BlockView of(Comparison.InBlock block) {
      return new BlockView(
          block.coordinates(), block.methods().stream().map(ComparedMethodView::of).toList());
    }
  }

  static ComparisonView of(Comparison comparison) {
    return new ComparisonView(
        comparison.metric(),
        comparison.better(),
        comparison.compared(),
        comparison.baseline(),
        comparison.level(),
        comparison.complete(),
        CountsView.of(comparison.counts()),
        comparison.blocks().stream().map(BlockView::of).toList(),
        comparison.sensitivity().stream().map(SensitivityView::of).toList());
  }
}
