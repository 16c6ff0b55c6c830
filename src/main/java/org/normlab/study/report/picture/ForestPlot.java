package org.normlab.study.report.picture;

import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Interval;
import org.normlab.statistics.PairedComparison;
import org.normlab.study.answer.Comparison;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.Svg;

/** Each method's mean difference to the baseline with its interval, about a line at 0. */
public final class ForestPlot {
  private ForestPlot() {}

  /** Null where no method is compared with a baseline. */
  public static @Nullable Picture of(
      Comparison comparison, Comparison.InBlock block, String where, double width) {
    List<Comparison.OfMethod> methods =
        block.methods().stream().filter(method -> method.against() != null).toList();
    if (methods.isEmpty()) {
      return null;
    }
    Svg svg =
        new Svg(
            "Differences to " + comparison.baseline() + where,
            "The point is the mean difference in %s over seeds that both have, the bar its %s t interval, cut off where it leaves the picture or the metric cannot be; values %s 0 favour the method. p is corrected by Holm."
                .formatted(
                    comparison.metric(),
                    Numbers.percent(comparison.level()),
                    comparison.better() == Direction.HIGHER ? "above" : "below"),
            width);
    MetricBounds bounds = MetricBounds.of(comparison.metric()).ofDifference();
    RowChart chart =
        new RowChart(
            svg,
            methods.stream().map(Comparison.OfMethod::method).toList(),
            methods.stream().map(ForestPlot::words).toList(),
            DoubleStream.concat(
                DoubleStream.of(0),
                methods.stream().flatMapToDouble(method -> places(method, bounds))),
            0);
    chart.frame("difference in " + comparison.metric());
    double zero = chart.scale().at(0);
    svg.line(zero, chart.top(), zero, chart.bottom(), "zero");
    Marks marks = Marks.of(comparison);
    for (int row = 0; row < methods.size(); row++) {
      Mark mark = marks.of(methods.get(row).method());
      draw(svg, chart, row, methods.get(row), bounds, mark);
    }
    return new Picture(svg, null);
  }

  private static String words(Comparison.OfMethod method) {
    PairedComparison against = method.against();
    if (against == null || against.meanDifference().value() == null) {
      return "no pair";
    }
    Double p = method.pHolm() == null ? null : method.pHolm().value();
    return "%s, n = %d, %s"
        .formatted(
            Numbers.signed(against.meanDifference().value()),
            against.n(),
            p == null ? "no p" : Numbers.pIs(p));
  }

  private static String told(Comparison.OfMethod method, PairedComparison against) {
    Interval t = against.t();
    return "%s: %s, interval %s"
        .formatted(
            method.method(),
            words(method),
            t.low() == null || t.high() == null
                ? "undefined: " + t.reason()
                : "[" + Numbers.signed(t.low()) + ", " + Numbers.signed(t.high()) + "]");
  }

  /** An interval may reach three times as far as the farthest mean before it is cut off. */
  private static DoubleStream places(Comparison.OfMethod method, MetricBounds bounds) {
    PairedComparison against = method.against();
    Double mean = against == null ? null : against.meanDifference().value();
    if (against == null || mean == null) {
      return DoubleStream.empty();
    }
    Interval t = against.t();
    if (t.low() == null || t.high() == null) {
      return DoubleStream.of(mean);
    }
    double reach = 3 * Math.max(Math.abs(mean), (t.high() - t.low()) / 6);
    return DoubleStream.of(
        mean, Math.max(bounds.clip(t.low()), -reach), Math.min(bounds.clip(t.high()), reach));
  }

  private static void draw(
      Svg svg,
      RowChart chart,
      int row,
      Comparison.OfMethod method,
      MetricBounds bounds,
      Mark mark) {
    PairedComparison against = method.against();
    if (against == null || against.meanDifference().value() == null) {
      return;
    }
    double y = chart.y(row);
    Interval t = against.t();
    svg.beginPart(told(method, against), null);
    if (t.low() != null && t.high() != null) {
      double low = chart.scale().inside(bounds.clip(t.low()));
      double high = chart.scale().inside(bounds.clip(t.high()));
      svg.line(low, y, high, y, "interval " + mark.colour());
    }
    mark.draw(svg, chart.scale().at(against.meanDifference().value()), y, 4.5);
    svg.endPart();
  }
}
