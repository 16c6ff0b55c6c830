package org.normlab.quickstart;

import java.util.List;
import java.util.Locale;

/** The rows as text: one line a method, numbers under each other. */
final class Table {
  private static final String FORMAT = "%-16s  %6s  %24s  %16s  %11s  %7s%n";

  private Table() {}

  static String of(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    text.append(
        FORMAT.formatted(
            "method", "n", "test accuracy ± 95 % CI", "epochs to 95 %", "samples/s", "time"));
    for (Row row : rows) {
      text.append(
          FORMAT.formatted(
              row.method(),
              count(row),
              accuracy(row.accuracy()),
              epochs(row),
              rate(row.samplesPerSecond()),
              number("%.1f s", row.time().toMillis() / 1e3)));
    }
    return text.toString();
  }

  private static String count(Row row) {
    int n = row.accuracy().n();
    return n == row.runs() ? Integer.toString(n) : n + " of " + row.runs();
  }

  private static String accuracy(Estimate estimate) {
    if (estimate.n() == 0) {
      return "–";
    }
    String mean = number("%.4f", estimate.mean());
    return estimate.n() == 1 ? mean : mean + " ± " + number("%.4f", estimate.half());
  }

  /** The mean over the runs that got there, and how many did where it was not all. */
  private static String epochs(Row row) {
    int reached = row.epochsToGoal().size();
    if (reached == 0) {
      return "–";
    }
    double mean = row.epochsToGoal().stream().mapToInt(Integer::intValue).average().orElseThrow();
    String text = number("%.1f", mean);
    return reached == row.runs() ? text : "%s (%d of %d)".formatted(text, reached, row.runs());
  }

  private static String rate(double samplesPerSecond) {
    return Double.isNaN(samplesPerSecond) ? "–" : number("%,.0f", samplesPerSecond);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
