package org.normlab.study.report.element;

/**
 * Describes how wide a text is at most in the sans-serif fonts of browsers. The widths are a little
 * above those of the widest usual one (Verdana aside), so that what is laid out by them cannot
 * overlap.
 */
public final class TextWidth {
  private static final String NARROW = "iIjl.,:;|!'`()[]{}ftr /\\-";
  private static final String WIDE = "mwMW@%—…";

  /** Characters that a cut text keeps of its end. */
  private static final int END = 5;

  private TextWidth() {}

  /**
   * Returns a width that the text does not exceed, in the unit of its size.
   *
   * @param size of the font in the units of the answer
   */
  public static double of(String text, double size) {
    return size * text.codePoints().mapToDouble(TextWidth::of).sum();
  }

  private static double of(int c) {
    if (NARROW.indexOf(c) >= 0) {
      return 0.42;
    }
    if (WIDE.indexOf(c) >= 0 || c >= 0x1100) {
      return c >= 0x1F000 ? 1.4 : 1.06;
    }
    return Character.isUpperCase(c) ? 0.78 : 0.64;
  }

  /**
   * The text, or as much of its beginning as fits before an ellipsis and its end: names of methods
   * often differ in their last setting only.
   */
  public static String cut(String text, double size, double width) {
    if (of(text, size) <= width) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    int tail = Math.min(END, points.length);
    String end = "…" + new String(points, points.length - tail, tail);
    int length = points.length - tail;
    while (length > 0 && of(new String(points, 0, length) + end, size) > width) {
      length--;
    }
    return new String(points, 0, length) + end;
  }
}
