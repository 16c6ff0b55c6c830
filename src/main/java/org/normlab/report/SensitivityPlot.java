package org.normlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.normlab.metric.Metrics;
import org.normlab.statistics.Sensitivity;
import org.normlab.study.Comparison;

/** How the best score of each method depends on one setting. */
final class SensitivityPlot {
  private static final double LEFT = 64;
  private static final double TOP = 30;
  private static final double BOTTOM = 280;

  private SensitivityPlot() {}

  /**
   * Draws all methods of one setting and block.
   *
   * @param marks names of all methods, by whose order they are drawn
   */
  static Picture of(Comparison comparison, List<Comparison.OfSetting> curves, List<String> marks) {
    String setting = curves.getFirst().setting();
    String where = Words.where(curves.getFirst().coordinates());
    Svg svg =
        new Svg(
            comparison.metric() + " by " + setting + where,
            "Mean over seeds at each value that was tried, the best of the other settings that are"
                + " chosen; the axis is logarithmic. "
                + (Metrics.isShare(comparison.metric())
                    ? "A seed that diverged counts as 0."
                    : "Seeds that diverged are left out; the table counts them."));
    Scale x = Scale.logarithmic(tried(curves).stream().mapToDouble(v -> v), LEFT, Svg.WIDTH - 8);
    Scale y = Scale.linear(curves.stream().flatMapToDouble(SensitivityPlot::heights), BOTTOM, TOP);
    Axes.leftOf(svg, y, LEFT, Svg.WIDTH - 8, comparison.metric());
    List<Scale.Tick> ticks =
        tried(curves).stream().map(v -> new Scale.Tick(v, x.at(v), Scale.label(v))).toList();
    Axes.below(svg, x, ticks, TOP, BOTTOM, setting);
    List<Legend.Entry> legend = new ArrayList<>();
    for (Comparison.OfSetting curve : curves) {
      Mark mark = new Mark(Math.max(0, marks.indexOf(curve.method())));
      draw(svg, curve.area(), x, y, mark);
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
  private static void draw(Svg svg, Sensitivity area, Scale x, Scale y, Mark mark) {
    List<Double> piece = new ArrayList<>();
    for (Sensitivity.Position position : area.curve()) {
      Double best = position.best().value();
      if (best == null) {
        line(svg, piece, mark);
      } else {
        piece.add(x.at(position.x()));
        piece.add(y.at(best));
        mark.draw(svg, x.at(position.x()), y.at(best), 3.5);
      }
    }
    line(svg, piece, mark);
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

  private static Table numbers(
      Comparison comparison, List<Comparison.OfSetting> curves, String where) {
    Cells cells = new Cells();
    SortedSet<Double> tried = tried(curves);
    Table.Builder table =
        Table.of(comparison.metric() + " by " + curves.getFirst().setting() + where)
            .texts(comparison.compared())
            .numbers("area", "best", "worst")
            .numbers(tried.stream().map(Scale::label).toList());
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

  private static String cell(Sensitivity area, double x, Cells cells) {
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
        .orElse(Cells.NONE);
  }
}
