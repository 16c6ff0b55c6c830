package org.normlab.study.answer;

import org.normlab.metric.AgentMetrics;
import org.normlab.metric.Metrics;
import org.normlab.metric.Requirement;

/** Chooses the metric whose learning curves are shown beside a comparison. */
public final class CurveMetric {
  private static final String TEST = "test.";

  private CurveMetric() {}

  /**
   * Returns the series of the compared metric, on the validation rows where that is measured on
   * test rows, the return of what agents reach at the end, and the validation accuracy where it has
   * none.
   */
  public static String of(String compared) {
    String name =
        compared.startsWith(Metrics.BEST) ? compared.substring(Metrics.BEST.length()) : compared;
    if (name.startsWith(TEST)) {
      return "validation." + name.substring(TEST.length());
    }
    if (isOfAgents(name)) {
      return AgentMetrics.RETURN.name();
    }
    boolean inSeries = Metrics.find(name).filter(metric -> metric.appears().inSeries()).isPresent();
    return inSeries ? name : Metrics.VALIDATION_ACCURACY.name();
  }

  private static boolean isOfAgents(String metric) {
    return Metrics.find(metric)
        .filter(one -> !one.appears().inSeries() || one.name().startsWith(AgentMetrics.VISIT))
        .filter(one -> one.requirements().stream().anyMatch(Requirement::isOfAgents))
        .isPresent();
  }
}
