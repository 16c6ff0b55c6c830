package org.normlab.study.report.picture;

import java.util.ArrayList;
import java.util.List;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TextWidth;

/** Draws axes with ticks and grid lines; a label that would touch another is left out. */
final class PlotAxes {
  private static final double GAP = 8;

  private PlotAxes() {}

  /** An axis below a plot that reaches from {@code top} to {@code bottom}. */
  static void below(
      Svg svg,
      PlotScale scale,
      List<PlotScale.Tick> ticks,
      double top,
      double bottom,
      String name) {
    double left = Math.min(scale.from(), scale.to());
    double right = Math.max(scale.from(), scale.to());
    ticks.forEach(tick -> svg.line(tick.at(), top, tick.at(), bottom + 4, "grid"));
    svg.line(left, bottom, right, bottom, "axis");
    for (PlotScale.Tick tick : apart(ticks)) {
      svg.text(tick.at(), bottom + 17, "middle", tick.label());
    }
    svg.text((left + right) / 2, bottom + 35, "middle", name, right - left);
  }

  /** An axis to the left of a plot that reaches from {@code left} to {@code right}. */
  static void leftOf(Svg svg, PlotScale scale, double left, double right, String name) {
    double top = Math.min(scale.from(), scale.to());
    for (PlotScale.Tick tick : scale.ticks(5)) {
      svg.line(left - 4, tick.at(), right, tick.at(), "grid");
      svg.text(left - 7, tick.at() + 4, "end", tick.label());
    }
    svg.line(left, scale.from(), left, scale.to(), "axis");
    svg.text(2, top - 12, "start", name, right - 2);
  }

  /** The ticks whose labels fit, from left to right. */
  static List<PlotScale.Tick> apart(List<PlotScale.Tick> ticks) {
    List<PlotScale.Tick> shown = new ArrayList<>();
    double end = Double.NEGATIVE_INFINITY;
    for (PlotScale.Tick tick : ticks) {
      double half = TextWidth.of(tick.label(), Svg.SIZE) / 2;
      if (tick.at() - half > end + GAP) {
        shown.add(tick);
        end = tick.at() + half;
      }
    }
    return shown;
  }
}
