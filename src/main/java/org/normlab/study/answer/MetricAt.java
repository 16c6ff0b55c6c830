package org.normlab.study.answer;

/**
 * Describes which figure of a run is read, and when.
 *
 * @param metric name of a figure of a run's summary
 * @param share of the training after which it is read, above 0; 1 is the end
 */
public record MetricAt(String metric, double share) {
  public MetricAt {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share is " + share + "; allowed: above 0, at most 1");
    }
  }

  /** At the end of the training. */
  public static MetricAt atEnd(String metric) {
    return new MetricAt(metric, 1);
  }

  boolean isAtEnd() {
    return share == 1;
  }
}
