package org.normlab.study.report.element;

import java.util.Locale;

/** Numbers as people read them: no more digits than say something, a real minus sign. */
public final class Numbers {
  private static final double LARGEST = 1e6;
  private static final double LEAST = 1e-4;

  private Numbers() {}

  /** Four decimals of what is below 1, four digits of what is above, two at least of any. */
  public static String of(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= LARGEST || size < LEAST) {
      return minus(String.format(Locale.ROOT, "%.2e", value).replaceAll("e([+-])0*", "e$1"))
          .replace("e+", "e");
    }
    int exponent = (int) Math.floor(Math.log10(size));
    int decimals = Math.max(0, Math.max(Math.min(4, 3 - exponent), 1 - exponent));
    return minus(String.format(Locale.ROOT, "%,." + decimals + "f", value));
  }

  /** Writes a number with its sign. */
  public static String signed(double value) {
    return value > 0 ? "+" + of(value) : of(value);
  }

  public static String interval(double low, double high) {
    return "[" + of(low) + ", " + of(high) + "]";
  }

  /** Two digits; what is below a thousandth says so. */
  public static String p(double p) {
    if (p < 0.001) {
      return "< 0.001";
    }
    return String.format(Locale.ROOT, p < 0.01 ? "%.3f" : "%.2f", p);
  }

  /** A p value within a sentence: {@code p = 0.06}, {@code p < 0.001}. */
  public static String pIs(double p) {
    return p < 0.001 ? "p < 0.001" : "p = " + p(p);
  }

  public static String share(double share) {
    return minus(String.format(Locale.ROOT, "%.2f", share));
  }

  /** 95 %, 99.9 %. */
  public static String percent(double level) {
    String text = String.format(Locale.ROOT, "%.1f", 100 * level);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
  }

  public static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  public static String bytes(double bytes) {
    return String.format(Locale.ROOT, "%,.0f MB", bytes / 1e6);
  }

  private static String minus(String text) {
    return text.replace("-", "−");
  }

  /** Five things, or one thing. */
  public static String count(long n, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? one : many);
  }
}
