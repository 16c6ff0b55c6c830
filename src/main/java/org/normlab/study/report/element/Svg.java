package org.normlab.study.report.element;

import java.util.Locale;

/**
 * A picture as SVG text. Colours are classes, which the page sets for light and dark. Every text is
 * drawn at {@link #SIZE}.
 */
public final class Svg {
  /** Size of all text. */
  public static final double SIZE = 12;

  /** Width of all pictures. */
  public static final double WIDTH = 760;

  private final String title;
  private final String description;
  private final StringBuilder body = new StringBuilder();
  private double height;

  public Svg(String title, String description) {
    this.title = title;
    this.description = description;
  }

  String title() {
    return title;
  }

  String description() {
    return description;
  }

  public void height(double height) {
    this.height = height;
  }

  public double height() {
    return height;
  }

  public void line(double x1, double y1, double x2, double y2, String style) {
    line(x1, y1, x2, y2, style, "");
  }

  public void line(double x1, double y1, double x2, double y2, String style, String dash) {
    body.append("<line class=\"").append(style).append('"');
    body.append(" x1=\"").append(n(x1)).append("\" y1=\"").append(n(y1));
    body.append("\" x2=\"").append(n(x2)).append("\" y2=\"").append(n(y2)).append('"');
    body.append(dashed(dash)).append("/>\n");
  }

  public void circle(double x, double y, double r, String style) {
    body.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>\n".formatted(style, n(x), n(y), n(r)));
  }

  /** A cross, for a run that diverged. */
  public void cross(double x, double y, double r, String style) {
    body.append(
        "<path class=\"%s\" d=\"M%s %sL%s %sM%s %sL%s %s\"/>\n"
            .formatted(
                style, n(x - r), n(y - r), n(x + r), n(y + r), n(x - r), n(y + r), n(x + r),
                n(y - r)));
  }

  public void polygon(String style, double... xy) {
    body.append("<polygon class=\"%s\" points=\"%s\"/>\n".formatted(style, points(xy)));
  }

  public void polyline(String style, String dash, double... xy) {
    body.append(
        "<polyline class=\"%s\" points=\"%s\"%s/>\n".formatted(style, points(xy), dashed(dash)));
  }

  /** What is drawn until {@link #end} shows only within a rectangle. */
  public void clip(double x, double y, double width, double height) {
    body.append(
        "<svg x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" viewBox=\"%s %s %s %s\">\n"
            .formatted(n(x), n(y), n(width), n(height), n(x), n(y), n(width), n(height)));
  }

  public void end() {
    body.append("</svg>\n");
  }

  /**
   * A text on its base line.
   *
   * @param anchor start, middle or end
   */
  public void text(double x, double y, String anchor, String text) {
    text(x, y, anchor, text, text);
  }

  /** A text that is cut to a width; whole it shows under a pointer and to screen readers. */
  public void text(double x, double y, String anchor, String text, double width) {
    text(x, y, anchor, TextWidth.cut(text, SIZE, width), text);
  }

  private void text(double x, double y, String anchor, String shown, String whole) {
    body.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">".formatted(n(x), n(y), anchor));
    if (!shown.equals(whole)) {
      body.append("<title>").append(Escape.xml(whole)).append("</title>");
    }
    body.append(Escape.xml(shown)).append("</text>\n");
  }

  private static String dashed(String dash) {
    return dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"";
  }

  private static String points(double... xy) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xy.length; i += 2) {
      points.append(i == 0 ? "" : " ").append(n(xy[i])).append(',').append(n(xy[i + 1]));
    }
    return points.toString();
  }

  /** To a tenth; a place is always finite. */
  private static String n(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a place in a picture is " + value);
    }
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /**
   * The element.
   *
   * @param id unlike any other of the page
   */
  public String write(String id) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-labelledby="%s-title %s-desc">
    <title id="%s-title">%s</title>
    <desc id="%s-desc">%s</desc>
    %s</svg>
    """
        .formatted(
            n(WIDTH), n(height), id, id, id, Escape.xml(title), id, Escape.xml(description), body);
  }
}
