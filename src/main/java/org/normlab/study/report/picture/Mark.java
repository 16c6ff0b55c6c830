package org.normlab.study.report.picture;

import org.normlab.study.report.element.Svg;

/**
 * Describes how a method is drawn, so that it is known without its colour: 35 of them differ.
 *
 * @param number of the method
 */
record Mark(int number) {
  /** Colours of Okabe and Ito (2008) in the order of their contrast, without yellow. */
  private static final int COLOURS = 7;

  private static final String[] DASHES = {"", "7 3", "2 3", "9 3 2 3", "12 4"};

  /** The class that sets its colour. */
  String colour() {
    return "m" + number % COLOURS;
  }

  /** The pattern of its line; empty for a solid one. */
  String dash() {
    return DASHES[number % DASHES.length];
  }

  /** Its point: a disc, a square, a diamond, a triangle or a ring. */
  void draw(Svg svg, double x, double y, double size) {
    double r = size;
    switch (number % DASHES.length) {
      case 0 -> svg.circle(x, y, r, "fill " + colour());
      case 1 ->
          svg.polygon("fill " + colour(), x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r);
      case 2 -> {
        double d = 1.35 * r;
        svg.polygon("fill " + colour(), x - d, y, x, y - d, x + d, y, x, y + d);
      }
      case 3 ->
          svg.polygon("fill " + colour(), x, y - 1.3 * r, x + 1.25 * r, y + r, x - 1.25 * r, y + r);
      default -> svg.circle(x, y, r, "ring " + colour());
    }
  }
}
