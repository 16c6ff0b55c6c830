package org.normlab.study.report.element;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A picture as SVG text. Colours are classes, which the page sets for light and dark. Every text is
 * drawn at {@link #SIZE}.
 */
public final class Svg {
  /** Size of all text. */
  public static final double SIZE = 12;

  /** Width of the pictures of a report. */
  public static final double WIDTH = 760;

  /** The style of pictures, which the page has too. */
  static final String STYLE = StyleSheets.read("/static/picture.css");

  private static final String GROUND = "svg:root { background: var(--page); }\n";

  private final String title;
  private final String description;
  private final double width;
  private final StringBuilder body = new StringBuilder();
  private double height;

  /**
   * Begins an empty picture.
   *
   * @param width in pixels, those of its text
   */
  public Svg(String title, String description, double width) {
    this.title = title;
    this.description = description;
    this.width = width;
  }

  String title() {
    return title;
  }

  String description() {
    return description;
  }

  public double width() {
    return width;
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

  /** A rectangle that is not seen, for a pointer to rest on. */
  public void target(double x, double y, double width, double height) {
    body.append(
        "<rect class=\"target\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
            .formatted(n(x), n(y), n(width), n(height)));
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

  /**
   * Joins what is drawn until {@link #endPart} and gives it a text for a pointer.
   *
   * @param run whose value is drawn, as {@code job/number}, for a page that links to it; null where
   *     it is none of one run
   */
  public void beginPart(String words, @Nullable String run) {
    body.append("<g");
    if (run != null) {
      body.append(" data-run=\"").append(Escape.xml(run)).append('"');
    }
    body.append("><title>").append(Escape.xml(words)).append("</title>\n");
  }

  public void endPart() {
    body.append("</g>\n");
  }

  /** Begins a clip: what is drawn until {@link #endClip} shows only within a rectangle. */
  public void beginClip(double x, double y, double width, double height) {
    body.append(
        "<svg x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" viewBox=\"%s %s %s %s\">\n"
            .formatted(n(x), n(y), n(width), n(height), n(x), n(y), n(width), n(height)));
  }

  public void endClip() {
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

  /** Rounds to a tenth; a place is always finite. */
  private static String n(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a place in a picture is " + value);
    }
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /**
   * Writes the element without a style of its own, for a page that has {@code picture.css}.
   *
   * @param id unlike any other of the page
   */
  public String write(String id) {
    return write(id, "");
  }

  /**
   * Writes the element with its style sheet within it, so that it can stand alone.
   *
   * @param id unlike any other of the page
   */
  public String writeStyled(String id) {
    return write(id, "<style>\n" + STYLE + GROUND + "</style>\n");
  }

  private String write(String id, String style) {
    String size =
        "0 0 %s %s\" width=\"%s\" height=\"%s".formatted(n(width), n(height), n(width), n(height));
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="%s" role="img" aria-labelledby="%s-title %s-desc">
    <title id="%s-title">%s</title>
    <desc id="%s-desc">%s</desc>
    %s%s</svg>
    """
        .formatted(size, id, id, id, Escape.xml(title), id, Escape.xml(description), style, body);
  }
}
