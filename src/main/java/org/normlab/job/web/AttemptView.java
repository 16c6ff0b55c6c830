package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Attempt;

/** An attempt at a job as the API shows it. */
@Schema(name = "Attempt", description = "An attempt of a worker to train a job.")
public record AttemptView(
    int number,
    @Schema(allowableValues = {"RUNNING", "COMPLETED", "LOST", "FAILED", "CANCELLED", "STOPPED"})
        String state,
    String worker,
    String slot,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Schema(description = "The exit code of the trainer process.") @Nullable Integer exitCode,
    @Nullable String reason,
    @Schema(
            description =
                "The version of Normlab that trains; null in attempts from before it was recorded.")
        @Nullable String version,
    @Schema(description = "What the attempt met on its way, such as a broken checkpoint.")
        @Nullable String note) {

  public static AttemptView of(Attempt attempt) {
    return new AttemptView(
        attempt.number(),
        attempt.state().toString(),
        attempt.worker(),
        attempt.slot(),
        attempt.started(),
        attempt.ended(),
        attempt.exitCode(),
        attempt.reason(),
        attempt.version(),
        attempt.note());
  }
}
