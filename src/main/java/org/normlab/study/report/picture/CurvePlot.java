package org.normlab.study.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.normlab.statistics.Curves;
import org.normlab.study.answer.CurveSet;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.ReportTable;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TableCells;

/** Mean and band of each method over steps. */
public final class CurvePlot {
  private static final double LEFT = 64;
  private static final double TOP = 30;
  private static final double BOTTOM = 300;

  /** More points than these a line could not show. */
  private static final int MOST = 160;

  private CurvePlot() {}

  public static Picture of(CurveSet curves, CurveSet.InBlock block, String where, double width) {
    return of(curves, block, where, width, false, false);
  }

  /**
   * Draws all methods of a block.
   *
   * @param logarithmic whether values lie on a logarithmic axis; those that are not positive are
   *     left out
   * @param readings whether each step says its values to a pointer
   */
  static Picture of(
      CurveSet curves,
      CurveSet.InBlock block,
      String where,
      double width,
      boolean logarithmic,
      boolean readings) {
    Svg svg =
        new Svg(
            curves.metric() + " over training" + where,
            "Mean over the seeds that still train, of the settings that were chosen, with its %s t interval as a band, cut off where the metric cannot be. n counts the seeds with values; where it falls, seeds diverged or stopped."
                .formatted(Numbers.percent(curves.level())),
            width);
    List<List<Curves.Point>> lines =
        block.methods().stream()
            .map(method -> thinned(positive(method.curves().points(), logarithmic)))
            .toList();
    PlotScale x =
        PlotScale.linear(
            lines.stream().flatMap(List::stream).mapToDouble(Curves.Point::step), LEFT, width - 8);
    MetricBounds bounds = MetricBounds.of(curves.metric());
    Marks marks = Marks.of(curves);
    DoubleStream heights = lines.stream().flatMapToDouble(line -> heights(line, bounds));
    PlotScale y =
        logarithmic
            ? PlotScale.logarithmic(heights, BOTTOM, TOP)
            : PlotScale.linear(heights, BOTTOM, TOP);
    PlotAxes.leftOf(svg, y, LEFT, width - 8, curves.metric());
    PlotAxes.below(svg, x, x.ticks(7), TOP, BOTTOM, "step");
    svg.beginClip(LEFT, TOP, width - 8 - LEFT, BOTTOM - TOP);
    for (int i = 0; i < lines.size(); i++) {
      band(svg, lines.get(i), x, y, bounds, marks.of(block.methods().get(i).method()));
    }
    for (int i = 0; i < lines.size(); i++) {
      mean(svg, lines.get(i), x, y, marks.of(block.methods().get(i).method()));
    }
    svg.endClip();
    if (readings) {
      read(svg, block, lines, x);
    }
    svg.height(Legend.draw(svg, BOTTOM + 46, legend(block, marks), true) + 4);
    return new Picture(svg, numbers(curves, block, where));
  }

  private static List<Legend.Entry> legend(CurveSet.InBlock block, Marks marks) {
    return block.methods().stream()
        .map(method -> new Legend.Entry(marks.of(method.method()), entry(method)))
        .toList();
  }

  private static List<Curves.Point> positive(List<Curves.Point> points, boolean only) {
    return only
        ? points.stream().filter(point -> point.mean().asOptional().orElse(0.0) > 0).toList()
        : points;
  }

  /** Lays over the plot a strip for each step, which says the values there. */
  private static void read(
      Svg svg, CurveSet.InBlock block, List<List<Curves.Point>> lines, PlotScale x) {
    List<Long> steps =
        lines.stream().flatMap(List::stream).map(Curves.Point::step).distinct().sorted().toList();
    for (int i = 0; i < steps.size(); i++) {
      double at = x.at(steps.get(i));
      double left = i == 0 ? LEFT : (x.at(steps.get(i - 1)) + at) / 2;
      double right = i == steps.size() - 1 ? x.to() : (x.at(steps.get(i + 1)) + at) / 2;
      svg.beginPart("step " + steps.get(i) + told(block, lines, steps.get(i)), null);
      svg.target(left, TOP, right - left, BOTTOM - TOP);
      svg.endPart();
    }
  }

  private static String told(CurveSet.InBlock block, List<List<Curves.Point>> lines, long step) {
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      for (Curves.Point point : lines.get(i)) {
        Double mean = point.mean().value();
        if (point.step() == step && mean != null) {
          told.append(" · ").append(block.methods().get(i).method()).append(' ');
          told.append(Numbers.of(mean));
          if (point.t().low() != null && point.t().high() != null) {
            told.append(' ').append(Numbers.interval(point.t().low(), point.t().high()));
          }
          told.append(", n = ").append(point.n());
        }
      }
    }
    return told.toString();
  }

  /** Every so manieth point, and the last. */
  private static List<Curves.Point> thinned(List<Curves.Point> points) {
    int every = Math.ceilDiv(points.size(), MOST);
    List<Curves.Point> some = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (i % Math.max(1, every) == 0 || i == points.size() - 1) {
        some.add(points.get(i));
      }
    }
    return some;
  }

  /** Means and, as far as the means themselves reach on either side, bands. */
  private static DoubleStream heights(List<Curves.Point> line, MetricBounds bounds) {
    var means = line.stream().flatMapToDouble(p -> p.mean().asOptional().stream());
    var range = means.summaryStatistics();
    double reach = (range.getMax() - range.getMin()) / 3;
    return line.stream()
        .flatMapToDouble(
            point ->
                point.mean().value() == null
                    ? DoubleStream.empty()
                    : DoubleStream.of(
                        point.mean().value(),
                        Math.max(low(point, bounds), range.getMin() - reach),
                        Math.min(high(point, bounds), range.getMax() + reach)));
  }

  private static double low(Curves.Point point, MetricBounds bounds) {
    Double low = point.t().low();
    return low == null ? point.mean().asOptional().orElseThrow() : bounds.clip(low);
  }

  private static double high(Curves.Point point, MetricBounds bounds) {
    Double high = point.t().high();
    return high == null ? point.mean().asOptional().orElseThrow() : bounds.clip(high);
  }

  private static void band(
      Svg svg, List<Curves.Point> line, PlotScale x, PlotScale y, MetricBounds bounds, Mark mark) {
    List<Curves.Point> banded = line.stream().filter(point -> point.t().defined()).toList();
    if (banded.size() < 2) {
      return;
    }
    double[] xy = new double[4 * banded.size()];
    for (int i = 0; i < banded.size(); i++) {
      Curves.Point point = banded.get(i);
      int back = xy.length - 2 * i - 2;
      xy[2 * i] = x.at((double) point.step());
      xy[2 * i + 1] = bounded(place(y, low(point, bounds)));
      xy[back] = x.at((double) point.step());
      xy[back + 1] = bounded(place(y, high(point, bounds)));
    }
    svg.polygon("band " + mark.colour(), xy);
  }

  /** Returns what is not positive lies below every logarithmic axis. */
  private static double place(PlotScale y, double value) {
    return y.logarithmic() && value <= 0 ? Double.MAX_VALUE : y.at(value);
  }

  /** Not so far outside that numbers get long. */
  private static double bounded(double place) {
    return Math.clamp(place, TOP - 50, BOTTOM + 50);
  }

  private static void mean(Svg svg, List<Curves.Point> line, PlotScale x, PlotScale y, Mark mark) {
    double[] xy =
        line.stream()
            .filter(point -> point.mean().defined())
            .flatMapToDouble(
                point ->
                    DoubleStream.of(
                        x.at((double) point.step()), y.at(point.mean().asOptional().orElseThrow())))
            .toArray();
    if (xy.length == 2) {
      mark.draw(svg, xy[0], xy[1], 3.5);
    } else if (xy.length > 2) {
      svg.polyline("curve " + mark.colour(), mark.dash(), xy);
    }
  }

  /** The name with n, and what n falls to. */
  private static String entry(CurveSet.OfMethod method) {
    List<Curves.Point> points = method.curves().points();
    int first = points.isEmpty() ? 0 : points.getFirst().n();
    int last = points.isEmpty() ? 0 : points.getLast().n();
    return method.method() + " (n = " + first + (last == first ? "" : ", at the end " + last) + ")";
  }

  private static ReportTable numbers(CurveSet curves, CurveSet.InBlock block, String where) {
    ReportTable.Builder table =
        ReportTable.of(curves.metric() + " over training" + where)
            .texts(curves.compared())
            .numbers("seeds with values", "without", "steps left out", "last step", "n there")
            .numbers("mean there", "t interval there");
    TableCells cells = new TableCells();
    for (CurveSet.OfMethod method : block.methods()) {
      Curves all = method.curves();
      List<String> row = new ArrayList<>();
      row.add(method.method());
      row.add("" + all.series());
      row.add("" + all.empty());
      row.add("" + all.leftOut());
      if (all.points().isEmpty()) {
        row.addAll(List.of(TableCells.NONE, "0", cells.undefined("no values"), TableCells.NONE));
      } else {
        Curves.Point last = all.points().getLast();
        row.add("" + last.step());
        row.add("" + last.n());
        row.add(cells.number(last.mean()));
        row.add(cells.interval(last.t()));
      }
      table.row(row);
    }
    return table.build(cells);
  }
}
