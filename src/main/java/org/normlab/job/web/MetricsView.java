package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;

/** The answer that lists all metrics. */
@Schema(name = "Metrics", description = "All metrics.")
public record MetricsView(List<One> metrics) {
  /** The only such answer. */
  public static final MetricsView ALL =
      new MetricsView(Metrics.list().stream().map(One::of).toList());

  /**
   * One metric, or a family whose name has a part such as {@code <place>} that stands for any text.
   *
   * @param direction {@code higher} or {@code lower} where that is better, else {@code none}
   * @param series whether there are values of it over steps
   * @param summary whether runs that have ended have it in their summary
   * @param format {@code share}, {@code whole}, {@code seconds}, {@code size} or {@code number}
   * @param measured in which jobs, as ends of a sentence; empty for all
   */
  @Schema(name = "Metric", description = "A metric, or a family of metrics.")
  public record One(
      @Schema(description = "The name; a part in angle brackets stands for any text.") String name,
      String label,
      String unit,
      @Schema(allowableValues = {"higher", "lower", "none"}) String direction,
      String definition,
      @Schema(description = "Whether there are values of it over steps.") boolean series,
      @Schema(description = "Whether runs that have ended have it in their summary.")
          boolean summary,
      @Schema(allowableValues = {"share", "whole", "seconds", "size", "number"}) String format,
      @Schema(description = "In which jobs it is measured; empty for all.") List<String> measured) {
    static One of(Metric metric) {
      return new One(
          metric.name(),
          metric.label(),
          metric.unit(),
          metric.direction(),
          metric.definition(),
          metric.appears().inSeries(),
          metric.appears().inSummary(),
          metric.format().name().toLowerCase(Locale.ROOT),
          metric.requirements().stream().map(requirement -> requirement.words()).toList());
    }
  }
}
