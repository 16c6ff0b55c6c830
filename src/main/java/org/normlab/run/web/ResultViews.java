package org.normlab.run.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.normlab.job.web.AttemptView;
import org.normlab.job.web.JobRunView;

/** The lists that the API answers about one job. */
final class ResultViews {
  private ResultViews() {}

  /** The runs of a job. */
  @Schema(description = "The runs of a job, in the order of their numbers.")
  record Runs(List<JobRunView> runs) {}

  /** The metrics of a job. */
  @Schema(description = "The names of the metrics that were measured.")
  record MetricNames(List<String> metrics) {}

  /** The attempts at a job. */
  @Schema(description = "The attempts at a job, oldest first.")
  record Attempts(List<AttemptView> attempts) {}

  /** The end of a log. */
  @Schema(description = "The last lines of the log, oldest first.")
  record Log(List<Line> lines) {}

  /** A line of a log. */
  @Schema(name = "LogLine", description = "A line of the log.")
  record Line(String text) {}
}
