package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.run.web.FigureView;
import org.normlab.run.web.IntervalView;
import org.normlab.statistics.Curves;
import org.normlab.study.answer.CurveSet;

/** Curves as the API shows them. */
@Schema(name = "CurveSet", description = "One metric over steps, as mean and band over seeds.")
record CurveSetView(
    String metric,
    String compared,
    @Schema(description = "The level of the bands.") double level,
    List<BlockView> blocks) {

  /** The curves of a block. */
  @Schema(name = "CurveBlock", description = "The curves of methods under equal conditions.")
  record BlockView(
      @Schema(description = "The label by axis.") Map<String, String> coordinates,
      List<MethodCurvesView> methods) {
    static BlockView of(CurveSet.InBlock block) {
      return new BlockView(
          block.coordinates(), block.methods().stream().map(MethodCurvesView::of).toList());
    }
  }

  /** The curve of a method. */
  @Schema(name = "MethodCurves", description = "The curve of one method.")
  record MethodCurvesView(
      String method,
      @Schema(description = "The settings that were chosen, label by axis; null while none can be.")
          @Nullable Map<String, String> chosen,
      CurvesView curves,
      @Schema(description = "The number of steps that the runs share.") int commonSteps,
      @Schema(
              description =
                  "Only every such common step has a point, and the last has; 1 where all have.")
          int every) {
    static MethodCurvesView of(CurveSet.OfMethod of) {
      return new MethodCurvesView(
          of.method(), of.chosen(), CurvesView.of(of.curves()), of.commonSteps(), of.every());
    }
  }

  /** Several series as one. */
  @Schema(name = "Curves", description = "Several runs' series as one; nothing is interpolated.")
  record CurvesView(
      @Schema(description = "The number of series with a value.") int series,
      @Schema(description = "The number of series without a value.") int empty,
      @Schema(description = "The number of steps that some runs lack.") int leftOut,
      List<PointView> points) {
    static CurvesView of(Curves curves) {
      return new CurvesView(
          curves.series(),
          curves.empty(),
          curves.leftOut(),
          curves.points().stream().map(PointView::of).toList());
    }
  }

  /** One step of a curve. */
  @Schema(name = "CurvePoint", description = "The mean and band of the runs at one step.")
  record PointView(
      long step,
      @Schema(description = "The number of runs that are alive at the step.") int n,
      FigureView mean,
      FigureView sd,
      IntervalView t) {
    static PointView of(Curves.Point point) {
      return new PointView(
          point.step(),
          point.n(),
          FigureView.of(point.mean()),
          FigureView.of(point.sd()),
          IntervalView.of(point.t()));
    }
  }

  static CurveSetView of(CurveSet set) {
    return new CurveSetView(
        set.metric(),
        set.compared(),
        set.level(),
        set.blocks().stream().map(BlockView::of).toList());
  }
}
