package org.normlab.study.report.picture;

import org.normlab.metric.Format;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;

/**
 * The values between which a metric lies by its definition, such as an accuracy between 0 and 1.
 * The end of a computed interval may lie beyond; a picture is cut there, a table is not.
 */
record MetricBounds(double low, double high) {
  static MetricBounds of(String metric) {
    Format format = Metrics.find(metric).map(Metric::format).orElse(Format.NUMBER);
    return new MetricBounds(format.least(), format.most());
  }

  /** Returns the bounds of the difference of two values. */
  MetricBounds ofDifference() {
    return new MetricBounds(low - high, high - low);
  }

  double clip(double value) {
    return Math.clamp(value, low, high);
  }
}
