package org.normlab.study.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Direction;
import org.normlab.statistics.score.PerformanceProfile;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.ReportTable;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TableCells;

/** The share of runs with a better score than each threshold, with a band for each method. */
public final class ProfilePlot {
  private static final double LEFT = 64;
  private static final double TOP = 30;
  private static final double BOTTOM = 280;

  /** The number of thresholds that a table has columns for. */
  private static final int COLUMNS = 8;

  private ProfilePlot() {}

  /** Null where no method has aggregates. */
  public static @Nullable Picture of(Aggregates aggregates, double width) {
    List<Double> thresholds = aggregates.thresholds();
    if (thresholds.isEmpty()) {
      return null;
    }
    String side = aggregates.better() == Direction.HIGHER ? "above" : "below";
    Svg svg =
        new Svg(
            "Performance profiles, " + aggregates.metric(),
            "The share of runs with a score %s the threshold, each block alike, with its %s interval at each threshold by resampling the runs of each block. Of two profiles that do not cross, the upper method is better."
                .formatted(side, Numbers.percent(aggregates.level())),
            width);
    PlotScale x =
        new PlotScale(false, thresholds.getFirst(), thresholds.getLast(), LEFT, width - 8);
    PlotScale y = new PlotScale(false, 0, 1, BOTTOM, TOP);
    PlotAxes.leftOf(svg, y, LEFT, width - 8, "share of runs " + side);
    PlotAxes.below(svg, x, x.ticks(7), TOP, BOTTOM, "threshold of the score");
    Marks marks = Marks.of(aggregates);
    List<Aggregates.OfMethod> shown =
        aggregates.methods().stream().filter(one -> !one.profile().points().isEmpty()).toList();
    shown.forEach(one -> band(svg, one.profile().points(), x, y, marks.of(one.method())));
    List<Legend.Entry> legend = new ArrayList<>();
    for (Aggregates.OfMethod one : shown) {
      Mark mark = marks.of(one.method());
      line(svg, one, x, y, mark);
      legend.add(new Legend.Entry(mark, one.method() + " (n = " + runs(one) + ")"));
    }
    svg.height(Legend.draw(svg, BOTTOM + 46, legend, true) + 4);
    return new Picture(svg, numbers(aggregates, shown));
  }

  private static int runs(Aggregates.OfMethod method) {
    return method.runs().stream().mapToInt(Aggregates.Runs::values).sum();
  }

  private static void band(
      Svg svg, List<PerformanceProfile.At> points, PlotScale x, PlotScale y, Mark mark) {
    int n = points.size();
    double[] xy = new double[4 * n];
    for (int i = 0; i < n; i++) {
      PerformanceProfile.At at = points.get(i);
      if (at.interval().low() == null || at.interval().high() == null) {
        return;
      }
      int back = xy.length - 2 * i - 2;
      xy[2 * i] = x.at(at.threshold());
      xy[2 * i + 1] = y.at(at.interval().low());
      xy[back] = x.at(at.threshold());
      xy[back + 1] = y.at(at.interval().high());
    }
    svg.polygon("band " + mark.colour(), xy);
  }

  private static void line(
      Svg svg, Aggregates.OfMethod method, PlotScale x, PlotScale y, Mark mark) {
    double[] xy =
        method.profile().points().stream()
            .flatMapToDouble(
                at ->
                    DoubleStream.of(
                        x.at(at.threshold()), y.at(at.share().asOptional().orElseThrow())))
            .toArray();
    svg.beginPart(method.method(), null);
    svg.polyline("curve " + mark.colour(), mark.dash(), xy);
    svg.endPart();
  }

  private static ReportTable numbers(Aggregates aggregates, List<Aggregates.OfMethod> methods) {
    List<Double> thresholds = aggregates.thresholds();
    int every = Math.ceilDiv(thresholds.size(), COLUMNS);
    TableCells cells = new TableCells();
    List<Integer> shown = new ArrayList<>();
    for (int i = every / 2; i < thresholds.size(); i += every) {
      shown.add(i);
    }
    ReportTable.Builder table =
        ReportTable.of(
                "Share of runs %s some thresholds, %s"
                    .formatted(
                        aggregates.better() == Direction.HIGHER ? "above" : "below",
                        aggregates.metric()))
            .texts(aggregates.compared())
            .numbers(shown.stream().map(i -> PlotScale.label(thresholds.get(i))).toList());
    for (Aggregates.OfMethod method : methods) {
      List<String> row = new ArrayList<>(List.of(method.method()));
      shown.forEach(
          i -> row.add(cells.cell(method.profile().points().get(i).share(), Numbers::share)));
      table.row(row);
    }
    return table.build(cells);
  }
}
