package org.normlab.study.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.normlab.job.RunOutcome;
import org.normlab.statistics.Interval;
import org.normlab.study.answer.Comparison;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.ReportTable;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TableCells;

/** All seeds of each method as points, with their mean and its interval. */
public final class StripPlot {
  private static final double GUTTER = 34;

  private StripPlot() {}

  public static Picture of(
      Comparison comparison, Comparison.InBlock block, String where, double width) {
    Svg svg =
        new Svg(
            "Every seed of each method" + where,
            "A point is one seed, placed by its %s; a cross to the left is a seed that diverged. The diamond is the mean, the bar its %s t interval, cut off where it leaves the picture or the metric cannot be. n counts the seeds that have a value."
                .formatted(comparison.metric(), Numbers.percent(comparison.level())),
            width);
    List<Comparison.OfMethod> methods = block.methods();
    MetricBounds bounds = MetricBounds.of(comparison.metric());
    RowChart chart =
        new RowChart(
            svg,
            methods.stream().map(Comparison.OfMethod::method).toList(),
            methods.stream().map(StripPlot::words).toList(),
            methods.stream().flatMapToDouble(method -> places(method, bounds)),
            GUTTER);
    chart.frame(comparison.metric());
    Marks marks = Marks.of(comparison);
    for (int row = 0; row < methods.size(); row++) {
      Mark mark = marks.of(methods.get(row).method());
      drawMean(svg, chart, row, methods.get(row), bounds, mark);
      drawSeeds(svg, chart, row, methods.get(row), mark);
    }
    return new Picture(svg, numbers(comparison, block, where));
  }

  private static String words(Comparison.OfMethod method) {
    int diverged = method.summary().diverged();
    int missing = method.summary().missing();
    return "n = "
        + method.summary().n()
        + (diverged == 0 ? "" : ", " + diverged + " diverged")
        + (missing == 0 ? "" : ", " + missing + " without a result");
  }

  /** Seeds, and the interval as far as three deviations to either side of the mean. */
  private static DoubleStream places(Comparison.OfMethod method, MetricBounds bounds) {
    DoubleStream seeds =
        method.runs().stream()
            .map(Comparison.OfRun::value)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue);
    Interval t = method.summary().t();
    Double mean = method.summary().mean().value();
    Double sd = method.summary().sd().value();
    return t.low() == null || t.high() == null || mean == null || sd == null
        ? seeds
        : DoubleStream.concat(
            seeds,
            DoubleStream.of(
                Math.max(bounds.clip(t.low()), mean - 3 * sd),
                Math.min(bounds.clip(t.high()), mean + 3 * sd)));
  }

  private static void drawMean(
      Svg svg,
      RowChart chart,
      int row,
      Comparison.OfMethod method,
      MetricBounds bounds,
      Mark mark) {
    Double mean = method.summary().mean().value();
    if (mean == null) {
      return;
    }
    double y = chart.y(row);
    PlotScale scale = chart.scale();
    Interval t = method.summary().t();
    svg.beginPart(
        "%s: mean %s, interval %s".formatted(method.method(), Numbers.of(mean), ends(t)), null);
    if (t.low() != null && t.high() != null) {
      double low = scale.inside(bounds.clip(t.low()));
      double high = scale.inside(bounds.clip(t.high()));
      svg.line(low, y, high, y, "interval " + mark.colour());
    }
    double x = scale.at(mean);
    svg.polygon("mean", x - 5, y, x, y - 6, x + 5, y, x, y + 6);
    svg.endPart();
  }

  private static String ends(Interval t) {
    return t.low() == null || t.high() == null
        ? "undefined: " + t.reason()
        : Numbers.interval(t.low(), t.high());
  }

  private static void drawSeeds(
      Svg svg, RowChart chart, int row, Comparison.OfMethod method, Mark mark) {
    double y = chart.y(row);
    PlotScale scale = chart.scale();
    int valued = 0;
    int diverged = 0;
    for (Comparison.OfRun run : method.runs()) {
      boolean isDiverged = run.value() == null && run.outcome() == RunOutcome.DIVERGED;
      if (run.value() == null && !isDiverged) {
        continue;
      }
      String told = run.value() == null ? "diverged" : Numbers.of(run.value());
      svg.beginPart("seed " + run.seed() + ": " + told, run.job() + "/" + run.run());
      if (run.value() != null) {
        svg.circle(scale.at(run.value()), y + apart(valued++), 3, "seed " + mark.colour());
      } else {
        double x = scale.from() - GUTTER + 6 + diverged++ % 5 * 5;
        svg.cross(x, y, 3.5, "curve " + mark.colour());
      }
      svg.endPart();
    }
  }

  /** Neighbouring seeds a little apart, always in the same way. */
  private static double apart(int seed) {
    return (seed * 3 % 5 - 2) * 2.4;
  }

  private static ReportTable numbers(
      Comparison comparison, Comparison.InBlock block, String where) {
    TreeSet<Long> seeds = new TreeSet<>();
    block.methods().forEach(m -> m.runs().forEach(run -> seeds.add(run.seed())));
    ReportTable.Builder table =
        ReportTable.of(comparison.metric() + " of every seed" + where)
            .texts(comparison.compared())
            .numbers(seeds.stream().map(seed -> "seed " + seed).toList());
    for (Comparison.OfMethod method : block.methods()) {
      List<String> cells = new ArrayList<>(List.of(method.method()));
      seeds.forEach(seed -> cells.add(cell(method, seed)));
      table.row(cells);
    }
    return table.build();
  }

  private static String cell(Comparison.OfMethod method, long seed) {
    return method.runs().stream()
        .filter(run -> run.seed() == seed)
        .findFirst()
        .map(run -> run.value() == null ? Phrases.outcome(run.outcome()) : Numbers.of(run.value()))
        .orElse(TableCells.NONE);
  }
}
