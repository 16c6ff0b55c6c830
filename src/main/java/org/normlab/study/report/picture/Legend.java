package org.normlab.study.report.picture;

import java.util.List;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TextWidth;

/** Says below a plot how each method is drawn, in columns as wide as the longest of the words. */
final class Legend {
  private static final double ROW = 19;
  private static final double SAMPLE = 34;

  private Legend() {}

  /**
   * One method.
   *
   * @param mark of the method
   */
  record Entry(Mark mark, String text) {}

  /**
   * Draws all entries.
   *
   * @param lines whether samples are lines or points
   * @return where it ends
   */
  static double draw(Svg svg, double top, List<Entry> entries, boolean lines) {
    double widest =
        entries.stream().mapToDouble(e -> TextWidth.of(e.text(), Svg.SIZE)).max().orElse(0);
    double column = Math.min(svg.width() - 4, SAMPLE + widest + 16);
    int columns = Math.max(1, (int) ((svg.width() - 4) / column));
    for (int i = 0; i < entries.size(); i++) {
      double x = 4 + i % columns * column;
      int row = i / columns;
      double y = top + (row + 0.5) * ROW;
      entry(svg, x, y, entries.get(i), column, lines);
    }
    return top + Math.ceilDiv(entries.size(), columns) * ROW;
  }

  private static void entry(
      Svg svg, double x, double y, Entry entry, double column, boolean lines) {
    if (lines) {
      svg.line(x, y, x + SAMPLE - 8, y, "curve " + entry.mark().colour(), entry.mark().dash());
    } else {
      entry.mark().draw(svg, x + SAMPLE / 2 - 4, y, 4);
    }
    svg.text(x + SAMPLE, y + 4, "start", entry.text(), column - SAMPLE - 8);
  }
}
