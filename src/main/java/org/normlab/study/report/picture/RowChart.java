package org.normlab.study.report.picture;

import java.util.List;
import java.util.stream.DoubleStream;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TextWidth;

/**
 * A picture of one row a method over a common axis: names to the left, words to the right, each as
 * wide as they need and the names cut where they need too much.
 */
final class RowChart {
  private static final double TOP = 8;
  private static final double NAMES = 230;
  private static final double GAP = 14;

  /** In a narrower picture names and words stand above their rows. */
  private static final double NARROW = 560;

  private final Svg svg;
  private final List<String> names;
  private final List<String> words;
  private final PlotScale scale;
  private final boolean wide;
  private final double row;

  /**
   * Lays out the rows.
   *
   * @param words to the right of each row
   * @param values that the axis reaches over
   * @param gutter room to the left of the axis, for what has no value
   */
  RowChart(Svg svg, List<String> names, List<String> words, DoubleStream values, double gutter) {
    this.svg = svg;
    this.names = names;
    this.words = words;
    this.wide = svg.width() >= NARROW;
    this.row = wide ? 24 : 42;
    double left = wide ? Math.min(NAMES, widest(names)) + GAP : GAP;
    double right = svg.width() - (wide ? widest(words) + GAP : GAP);
    this.scale = PlotScale.linear(values, left + gutter, right);
  }

  private static double widest(List<String> texts) {
    return texts.stream().mapToDouble(text -> TextWidth.of(text, Svg.SIZE)).max().orElse(0);
  }

  PlotScale scale() {
    return scale;
  }

  /** Middle of a row. */
  double y(int number) {
    return TOP + (number + 1) * row - (wide ? row / 2 : 14);
  }

  /** Draws the names, the words and the axis. */
  void frame(String axis) {
    PlotAxes.below(svg, scale, scale.ticks(6), TOP, bottom(), axis);
    for (int number = 0; number < names.size(); number++) {
      double base = y(number) + (wide ? 4 : -14);
      double said = TextWidth.of(words.get(number), Svg.SIZE);
      double room = wide ? NAMES : Math.max(60, svg.width() - said - GAP);
      svg.text(0, base, "start", names.get(number), room);
      svg.text(svg.width(), base, "end", words.get(number), svg.width() - 60);
    }
    svg.height(bottom() + 42);
  }

  double top() {
    return TOP;
  }

  double bottom() {
    return TOP + names.size() * row + 4;
  }
}
