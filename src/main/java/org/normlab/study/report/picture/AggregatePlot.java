package org.normlab.study.report.picture;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Interval;
import org.normlab.statistics.score.Aggregate;
import org.normlab.statistics.score.AggregateScore;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TextWidth;

/** Each aggregate of each method with its interval, in a panel for each aggregate. */
public final class AggregatePlot {
  private static final double ROW = 22;
  private static final double HEAD = 22;
  private static final double FOOT = 32;
  private static final double GAP = 18;
  private static final double NAMES = 190;

  /** Right of the panels, for half of the last number below an axis. */
  private static final double EDGE = 20;

  /** In a narrower picture panels stand below one another. */
  private static final double NARROW = 560;

  /** Share of a picture that names may take. */
  private static final double MOST = 0.36;

  private final Svg svg;
  private final Aggregates aggregates;
  private final Marks marks;
  private final double names;

  private AggregatePlot(Svg svg, Aggregates aggregates) {
    this.svg = svg;
    this.aggregates = aggregates;
    this.marks = Marks.of(aggregates);
    double widest =
        aggregates.methods().stream()
            .mapToDouble(method -> TextWidth.of(method.method(), Svg.SIZE))
            .max()
            .orElse(0);
    this.names = Math.min(widest, Math.min(NAMES, MOST * svg.width())) + 10;
  }

  /** Null where no method has an aggregate. */
  public static @Nullable Picture of(Aggregates aggregates, double width) {
    if (!aggregates.areDefined()) {
      return null;
    }
    Svg svg =
        new Svg(
            "Aggregate scores over %s, %s"
                .formatted(
                    Numbers.count(aggregates.blocks().size(), "block", "blocks"),
                    aggregates.metric()),
            "The point is the aggregate of all runs of a method, the bar its %s interval by resampling the runs of each block. %s is better; of the optimality gap the lower."
                .formatted(
                    Numbers.percent(aggregates.level()),
                    aggregates.better() == Direction.HIGHER ? "Higher" : "Lower"),
            width);
    new AggregatePlot(svg, aggregates).draw();
    return new Picture(svg, null);
  }

  private void draw() {
    List<Aggregate> shown = Phrases.AGGREGATES.stream().filter(this::isDefined).toList();
    int columns = svg.width() >= NARROW ? 2 : 1;
    double panel = HEAD + aggregates.methods().size() * ROW + FOOT;
    double room = (svg.width() - names - (columns - 1) * GAP - EDGE) / columns;
    for (int i = 0; i < shown.size(); i++) {
      int row = i / columns;
      double top = row * panel;
      double left = names + i % columns * (room + GAP);
      if (i % columns == 0) {
        name(top + HEAD);
      }
      panel(shown.get(i), left, left + room, top + HEAD);
    }
    svg.height(Math.ceilDiv(shown.size(), columns) * panel);
  }

  private boolean isDefined(Aggregate aggregate) {
    return aggregates.methods().stream().anyMatch(method -> of(method, aggregate).isPresent());
  }

  private static Optional<AggregateScore> of(Aggregates.OfMethod method, Aggregate aggregate) {
    return method.figures().stream()
        .filter(one -> one.aggregate() == aggregate && one.value().defined())
        .findFirst();
  }

  private void name(double top) {
    for (int row = 0; row < aggregates.methods().size(); row++) {
      String method = aggregates.methods().get(row).method();
      svg.text(0, y(top, row) + 4, "start", method, names - 10);
    }
  }

  private static double y(double top, int row) {
    return top + (row + 0.5) * ROW;
  }

  private void panel(Aggregate aggregate, double left, double right, double top) {
    DoubleStream values =
        aggregates.methods().stream()
            .flatMap(method -> of(method, aggregate).stream())
            .flatMapToDouble(AggregatePlot::reach);
    PlotScale scale = PlotScale.linear(values, left, right);
    double bottom = top + aggregates.methods().size() * ROW;
    svg.text(left, top - 8, "start", Phrases.name(aggregate), right - left);
    PlotAxes.below(svg, scale, scale.ticks(4), top, bottom, "");
    for (int row = 0; row < aggregates.methods().size(); row++) {
      Aggregates.OfMethod method = aggregates.methods().get(row);
      double y = y(top, row);
      of(method, aggregate).ifPresent(score -> draw(method.method(), score, scale, y));
    }
  }

  private static DoubleStream reach(AggregateScore score) {
    Interval interval = score.interval();
    DoubleStream value = score.value().asOptional().stream();
    return interval.low() == null || interval.high() == null
        ? value
        : DoubleStream.concat(value, DoubleStream.of(interval.low(), interval.high()));
  }

  private void draw(String method, AggregateScore score, PlotScale scale, double y) {
    Mark mark = marks.of(method);
    Interval interval = score.interval();
    double value = score.value().asOptional().orElseThrow();
    svg.beginPart(
        "%s: %s %s, %s"
            .formatted(
                method,
                Phrases.name(score.aggregate()),
                Numbers.of(value),
                Phrases.interval(interval)),
        null);
    if (interval.low() != null && interval.high() != null) {
      double low = scale.at(interval.low());
      svg.line(low, y, scale.at(interval.high()), y, "interval " + mark.colour());
    }
    mark.draw(svg, scale.at(value), y, 4.5);
    svg.endPart();
  }
}
