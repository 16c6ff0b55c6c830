package org.normlab.run.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.normlab.job.JobState;
import org.normlab.run.search.FoundRun;

/** A run apart from its job, as the API shows it. */
@Schema(name = "FoundRun", description = "A run with what its job says of it.")
record RunView(
    @Schema(format = "uuid", description = "The id of the job.") String job,
    @Schema(description = "The number of the run within its job, from 0.") int run,
    @Schema(format = "uuid", description = "The study that the job belongs to.")
        @Nullable String study,
    @Schema(description = "The name of the job.") @Nullable String name,
    @Schema(description = "The state of the job.") JobState state,
    long seed,
    double learningRate,
    double weightDecay,
    double momentum,
    String normalization,
    String architecture,
    String data,
    @Schema(
            allowableValues = {"COMPLETED", "STOPPED_EARLY", "DIVERGED", "FAILED", "CANCELLED"},
            description = "How the run ended; null before.")
        @Nullable String outcome,
    @Schema(description = "The last update that counted.") @Nullable Long endedStep,
    @Schema(deprecated = true, description = "The same as endedStep, under its former name.")
        @Nullable Long step,
    @Nullable String reason,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Schema(deprecated = true, description = "The same as endedAt, under its former name.")
        @Nullable Instant finishedAt,
    Map<String, String> tags,
    @Schema(description = "The final values by metric.") Map<String, Double> summary) {

  static RunView of(FoundRun run) {
    return new RunView(
        run.job(),
        run.number(),
        run.study(),
        run.name(),
        run.state(),
        run.seed(),
        run.learningRate(),
        run.weightDecay(),
        run.momentum(),
        run.normalization(),
        run.architecture(),
        run.data(),
        run.outcome() == null ? null : run.outcome().toString(),
        run.step(),
        run.step(),
        run.reason(),
        run.created(),
        run.started(),
        run.ended(),
        run.ended(),
        new TreeMap<>(run.tags()),
        new TreeMap<>(run.summary()));
  }
}
