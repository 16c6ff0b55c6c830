package org.normlab.study.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Maps values to places in a picture, linear or logarithmic.
 *
 * @param low value at {@code from}; less than {@code high}
 * @param from place of {@code low}, to the right of {@code to} or below it where it may be
 */
public record PlotScale(boolean logarithmic, double low, double high, double from, double to) {
  private static final double MARGIN = 0.04;

  /** A tick's place and its words. */
  record Tick(double value, double at, String label) {}

  /** Linear over all values with a margin; values that are not finite are passed over. */
  static PlotScale linear(DoubleStream values, double from, double to) {
    return of(false, values, from, to);
  }

  /** Logarithmic over all positive values with a margin. */
  static PlotScale logarithmic(DoubleStream values, double from, double to) {
    return of(true, values.filter(value -> value > 0).map(Math::log10), from, to);
  }

  private static PlotScale of(boolean logarithmic, DoubleStream values, double from, double to) {
    var range = values.filter(Double::isFinite).summaryStatistics();
    double low = range.getCount() == 0 ? 0 : range.getMin();
    double high = range.getCount() == 0 ? 1 : range.getMax();
    double width = high - low;
    // Equal values, or equal but for rounding, stand in the middle.
    boolean alike = width <= 1e-9 * Math.max(Math.abs(low), Math.abs(high));
    double margin =
        !alike ? MARGIN * width : logarithmic ? 0.3 : low == 0 ? 1 : 0.05 * Math.abs(low);
    return new PlotScale(logarithmic, low - margin, high + margin, from, to);
  }

  double at(double value) {
    double place = logarithmic ? Math.log10(value) : value;
    return from + (to - from) * (place - low) / (high - low);
  }

  /** Within both ends. */
  double inside(double value) {
    return Math.clamp(at(value), Math.min(from, to), Math.max(from, to));
  }

  /** Round values within the scale, about {@code count} of them. */
  List<Tick> ticks(int count) {
    return (logarithmic ? powers(count) : round(low, high, count))
        .stream()
            .filter(value -> inRange(logarithmic ? Math.log10(value) : value))
            .map(value -> new Tick(value, at(value), label(value)))
            .toList();
  }

  private boolean inRange(double place) {
    double slack = 1e-9 * (high - low);
    return place >= low - slack && place <= high + slack;
  }

  private static List<Double> round(double low, double high, int count) {
    double rough = (high - low) / Math.max(1, count);
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
    List<Double> values = new ArrayList<>();
    for (double n = Math.ceil(low / step - 1e-9); n * step <= high + 1e-9 * step; n++) {
      values.add(n * step);
    }
    return values;
  }

  /** Powers of ten; of a narrow range also twice and five times these, or round values. */
  private List<Double> powers(int count) {
    double decades = high - low;
    if (decades < 0.7) {
      return round(Math.pow(10, low), Math.pow(10, high), count);
    }
    double[] multiples = decades < 2.5 ? new double[] {1, 2, 5} : new double[] {1};
    int step = (int) Math.max(1, Math.ceil(decades / Math.max(1, count)));
    List<Double> values = new ArrayList<>();
    for (int decade = (int) Math.floor(low); decade <= high; decade++) {
      if (Math.floorMod(decade, step) == 0) {
        for (double multiple : multiples) {
          values.add(Double.parseDouble(multiple + "e" + decade));
        }
      }
    }
    return values;
  }

  /** Writes a label as short as the value allows. */
  public static String label(double value) {
    double size = Math.abs(value);
    if (size < 1e-12) {
      return "0";
    }
    if (size >= 1e5 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.2e", value)
          .replaceAll("\\.?0*e", "e")
          .replaceAll("e([+-])0*", "e$1")
          .replace("e+", "e")
          .replace("-", "−");
    }
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "").replace("-", "−");
  }
}
