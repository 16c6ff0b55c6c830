package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.normlab.job.JobRun;

/** A run of a job as the API shows it. */
@Schema(name = "Run", description = "A run of a job: one seed at one point of its sweep.")
public record JobRunView(
    @Schema(description = "The number of the run within its job, from 0.") int run,
    long seed,
    double learningRate,
    double weightDecay,
    double momentum,
    @Schema(
            allowableValues = {"COMPLETED", "STOPPED_EARLY", "DIVERGED", "FAILED", "CANCELLED"},
            description = "How the run ended; null before.")
        @Nullable String outcome,
    @Schema(description = "The last update that counted.") @Nullable Long endedStep,
    @Nullable String reason,
    @Schema(description = "The final values by metric.") Map<String, Double> summary) {

  public static JobRunView of(JobRun run) {
    String outcome = run.outcome().toString();
    return new JobRunView(
        run.number(),
        run.seed(),
        run.learningRate(),
        run.weightDecay(),
        run.momentum(),
        outcome.equals("PENDING") ? null : outcome,
        run.step(),
        run.reason(),
        new TreeMap<>(run.summary()));
  }
}
