package org.normlab.study.report.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.rank.CriticalDifference;
import org.normlab.statistics.rank.Ranks;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TextWidth;

/**
 * Average ranks on a line, with a bar over each group of methods that are not told apart (Demšar
 * 2006). Half of the methods are named to the left, half to the right, so that no names meet.
 */
public final class CriticalDifferenceDiagram {
  private static final double ROW = 20;
  private static final double NAMES = 240;

  /** Room of names with which the words of the critical difference fit beside its bar. */
  private static final double LEAST = 150;

  private static final double BAR = 8;

  /** Share of a narrow picture that names on one side may take. */
  private static final double NARROW = 0.33;

  private final Svg svg;
  private final Ranks ranks;
  private final List<Integer> order;
  private final PlotScale scale;
  private final double names;
  private double axis = 24;

  private CriticalDifferenceDiagram(Svg svg, Ranks ranks) {
    this.svg = svg;
    this.ranks = ranks;
    this.order =
        IntStream.range(0, ranks.methods().size())
            .boxed()
            .sorted(Comparator.comparingDouble(this::rank))
            .toList();
    this.names = Math.min(names(ranks), NARROW * svg.width());
    this.scale =
        new PlotScale(
            false, 1, Math.max(2, ranks.methods().size()), names + 20, svg.width() - names - 20);
  }

  /** Room for the names with their ranks, and for the words of the critical difference. */
  private static double names(Ranks ranks) {
    double widest =
        ranks.methods().stream()
            .mapToDouble(name -> TextWidth.of(name + " (00.00)", Svg.SIZE))
            .max()
            .orElse(0);
    return Math.clamp(widest, LEAST, NAMES);
  }

  /**
   * Draws groups of one test.
   *
   * @param test its name, for the title
   * @param difference the critical difference, drawn as a bar; null for a test that has none
   */
  public static Picture of(
      CriticalDifference groups, String test, @Nullable Double difference, double width) {
    Svg svg =
        new Svg(
            "Critical difference diagram, " + test,
            "Average ranks over %s; 1 is best. Methods below one bar are not told apart at %s."
                .formatted(
                    Numbers.count(groups.ranks().dataSets(), "block", "blocks"),
                    PlotScale.label(groups.alpha())),
            width);
    new CriticalDifferenceDiagram(svg, groups.ranks()).draw(groups.groups(), difference);
    return new Picture(svg, null);
  }

  private double rank(int method) {
    return ranks.average().get(method).asOptional().orElse(Double.MAX_VALUE);
  }

  private void draw(List<List<Integer>> groups, @Nullable Double difference) {
    if (difference != null) {
      drawDifference(difference);
    }
    List<PlotScale.Tick> ticks = scale.ticks(Math.min(10, ranks.methods().size()));
    ticks.forEach(tick -> svg.line(tick.at(), axis - 5, tick.at(), axis, "axis"));
    PlotAxes.apart(ticks).forEach(t -> svg.text(t.at(), axis - 9, "middle", t.label()));
    svg.line(scale.from(), axis, scale.to(), axis, "axis");
    double top = drawGroups(groups) + 16;
    int left = Math.ceilDiv(order.size(), 2);
    for (int place = 0; place < order.size(); place++) {
      boolean atLeft = place < left;
      int row = atLeft ? place : order.size() - 1 - place;
      drawMethod(order.get(place), top + row * ROW, atLeft);
    }
    svg.height(top + left * ROW);
  }

  /** The critical difference as a bar above the axis, as long as it is on the axis. */
  private void drawDifference(double difference) {
    double end = Math.min(svg.width() - 4, scale.from() + difference * (scale.at(2) - scale.at(1)));
    String words = names < LEAST ? "CD " : "critical difference ";
    svg.text(0, 14, "start", words + Numbers.share(difference));
    svg.line(scale.from(), 10, end, 10, "group");
    axis = 48;
  }

  /** Bars in as few levels as they need; answers where the last one is. */
  private double drawGroups(List<List<Integer>> groups) {
    List<Double> ends = new ArrayList<>();
    for (List<Integer> group : groups) {
      double from = scale.at(rank(group.getFirst())) - 4;
      double to = scale.at(rank(group.getLast())) + 4;
      int level = 0;
      while (level < ends.size() && ends.get(level) > from - 4) {
        level++;
      }
      if (level == ends.size()) {
        ends.add(to);
      } else {
        ends.set(level, to);
      }
      double y = axis + 12 + level * BAR;
      svg.line(from, y, to, y, "group");
    }
    return axis + 8 + ends.size() * BAR;
  }

  private void drawMethod(int method, double y, boolean atLeft) {
    double x = scale.at(rank(method));
    double end = atLeft ? names + 6 : svg.width() - names - 6;
    svg.polyline("elbow", "", x, axis, x, y, end, y);
    svg.beginPart(ranks.methods().get(method) + ": " + Numbers.share(rank(method)), null);
    svg.circle(x, axis, 3, "fill " + new Mark(method).colour());
    svg.endPart();
    String value = " (" + Numbers.share(rank(method)) + ")";
    double room = names - TextWidth.of(value, Svg.SIZE);
    String name = TextWidth.cut(ranks.methods().get(method), Svg.SIZE, room) + value;
    svg.text(atLeft ? names : svg.width() - names, y + 4, atLeft ? "end" : "start", name);
  }
}
