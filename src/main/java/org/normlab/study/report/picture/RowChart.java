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
  static final double ROW = 24;
  private static final double TOP = 8;
  private static final double NAMES = 230;
  private static final double GAP = 14;

  private final Svg svg;
  private final List<String> names;
  private final List<String> words;
  private final PlotScale scale;

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
    double left = Math.min(NAMES, widest(names)) + GAP + gutter;
    double right = Svg.WIDTH - widest(words) - GAP;
    this.scale = PlotScale.linear(values, left, right);
  }

  private static double widest(List<String> texts) {
    return texts.stream().mapToDouble(text -> TextWidth.of(text, Svg.SIZE)).max().orElse(0);
  }

  PlotScale scale() {
    return scale;
  }

  /** Middle of a row. */
  double y(int row) {
    return TOP + (row + 0.5) * ROW;
  }

  /** Draws the names, the words and the axis. */
  void frame(String axis) {
    double bottom = TOP + names.size() * ROW + 4;
    PlotAxes.below(svg, scale, scale.ticks(6), TOP, bottom, axis);
    for (int row = 0; row < names.size(); row++) {
      svg.text(0, y(row) + 4, "start", names.get(row), NAMES);
      svg.text(Svg.WIDTH, y(row) + 4, "end", words.get(row));
    }
    svg.height(bottom + 42);
  }

  double top() {
    return TOP;
  }

  double bottom() {
    return TOP + names.size() * ROW + 4;
  }
}
