package org.normlab.study.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.normlab.metric.Metrics;
import org.normlab.statistics.Sensitivity;
import org.normlab.study.answer.Comparison;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.ReportTable;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TableCells;

/** Describes how the best score of each method depends on one setting. */
public final class SensitivityPlot {
  private static final double LEFT = 64;
  private static final double TOP = 30;
  private static final double BOTTOM = 280;

  private SensitivityPlot() {}

  /**
   * Draws all methods of one setting and block.
   *
   * @param marks of all methods
   */
  public static Picture of(
      Comparison comparison, List<Comparison.OfSetting> curves, Marks marks, double width) {
    String setting = curves.getFirst().setting();
    String where = Phrases.where(curves.getFirst().coordinates());
    Svg svg =
        new Svg(
            comparison.metric() + " by " + setting + where,
            "Mean over seeds at each value that was tried, the best of the other settings that are"
                + " chosen; the axis is logarithmic. "
                + (Metrics.isShare(comparison.metric())
                    ? "A seed that diverged counts as 0."
                    : "Seeds that diverged are left out; crosses above count them."),
            width);
    PlotScale x =
        PlotScale.logarithmic(tried(curves).stream().mapToDouble(v -> v), LEFT, width - 8);
    PlotScale y =
        PlotScale.linear(curves.stream().flatMapToDouble(SensitivityPlot::heights), BOTTOM, TOP);
    PlotAxes.leftOf(svg, y, LEFT, width - 8, comparison.metric());
    List<PlotScale.Tick> ticks =
        tried(curves).stream()
            .map(v -> new PlotScale.Tick(v, x.at(v), PlotScale.label(v)))
            .toList();
    PlotAxes.below(svg, x, ticks, TOP, BOTTOM, setting);
    List<Legend.Entry> legend = new ArrayList<>();
    for (Comparison.OfSetting curve : curves) {
      Mark mark = marks.of(curve.method());
      draw(svg, curve, x, y, mark);
      crosses(svg, curve, x, mark, dodge(legend.size(), curves.size()));
      legend.add(new Legend.Entry(mark, curve.method() + runs(curve.area())));
    }
    svg.height(Legend.draw(svg, BOTTOM + 46, legend, true) + 4);
    return new Picture(svg, numbers(comparison, curves, where));
  }

  private static SortedSet<Double> tried(List<Comparison.OfSetting> curves) {
    SortedSet<Double> tried = new TreeSet<>();
    curves.forEach(c -> c.area().curve().forEach(position -> tried.add(position.x())));
    return tried;
  }

  private static DoubleStream heights(Comparison.OfSetting curve) {
    return curve.area().curve().stream()
        .flatMapToDouble(position -> position.best().asOptional().stream());
  }

  /** Pieces between values that are not known. */
  private static void draw(Svg svg, Comparison.OfSetting of, PlotScale x, PlotScale y, Mark mark) {
    List<Double> piece = new ArrayList<>();
    for (Sensitivity.Position position : of.area().curve()) {
      Double best = position.best().value();
      if (best == null) {
        line(svg, piece, mark);
      } else {
        piece.add(x.at(position.x()));
        piece.add(y.at(best));
        svg.beginPart(told(of, position), null);
        mark.draw(svg, x.at(position.x()), y.at(best), 3.5);
        svg.endPart();
      }
    }
    line(svg, piece, mark);
  }

  /** Says above the plot at which values runs diverged. */
  private static void crosses(
      Svg svg, Comparison.OfSetting of, PlotScale x, Mark mark, double dodge) {
    for (Sensitivity.Position position : of.area().curve()) {
      if (position.diverged() > 0) {
        svg.beginPart(told(of, position), null);
        svg.cross(x.at(position.x()) + dodge, TOP + 6, 3, "curve " + mark.colour());
        svg.endPart();
      }
    }
  }

  /** Crosses of several methods at one value stand beside one another. */
  private static double dodge(int place, int count) {
    return (place - (count - 1) / 2.0) * Math.min(9, 60.0 / count);
  }

  private static String told(Comparison.OfSetting of, Sensitivity.Position position) {
    Double best = position.best().value();
    return "%s, %s: %s (n = %d%s%s)"
        .formatted(
            of.method(),
            PlotScale.label(position.x()),
            best == null ? "no value" : Numbers.of(best),
            position.values(),
            position.diverged() == 0 ? "" : ", " + position.diverged() + " diverged",
            position.missing() == 0 ? "" : ", " + position.missing() + " without a result");
  }

  private static void line(Svg svg, List<Double> piece, Mark mark) {
    if (piece.size() > 2) {
      double[] xy = piece.stream().mapToDouble(Double::doubleValue).toArray();
      svg.polyline("curve " + mark.colour(), mark.dash(), xy);
    }
    piece.clear();
  }

  private static String runs(Sensitivity area) {
    int values = area.curve().stream().mapToInt(Sensitivity.Position::values).sum();
    int diverged = area.curve().stream().mapToInt(Sensitivity.Position::diverged).sum();
    return " (n = " + values + (diverged == 0 ? "" : ", " + diverged + " diverged") + ")";
  }

  private static ReportTable numbers(
      Comparison comparison, List<Comparison.OfSetting> curves, String where) {
    TableCells cells = new TableCells();
    SortedSet<Double> tried = tried(curves);
    ReportTable.Builder table =
        ReportTable.of(comparison.metric() + " by " + curves.getFirst().setting() + where)
            .texts(comparison.compared())
            .numbers("area", "best", "worst")
            .numbers(tried.stream().map(PlotScale::label).toList());
    for (Comparison.OfSetting curve : curves) {
      Sensitivity area = curve.area();
      List<String> row = new ArrayList<>(List.of(curve.method()));
      row.add(cells.number(area.area()));
      row.add(cells.number(area.best()));
      row.add(cells.number(area.worst()));
      tried.forEach(x -> row.add(cell(area, x, cells)));
      table.row(row);
    }
    return table.build(cells);
  }

  private static String cell(Sensitivity area, double x, TableCells cells) {
    return area.curve().stream()
        .filter(position -> position.x() == x)
        .findFirst()
        .map(
            position ->
                "%s (n = %d%s%s)"
                    .formatted(
                        cells.number(position.best()),
                        position.values(),
                        position.diverged() == 0 ? "" : ", " + position.diverged() + " diverged",
                        position.missing() == 0
                            ? ""
                            : ", " + position.missing() + " without a result"))
        .orElse(TableCells.NONE);
  }
}
