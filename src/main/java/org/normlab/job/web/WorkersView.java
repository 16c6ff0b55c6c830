package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer that lists workers. */
@Schema(name = "Workers", description = "The workers that are there.")
record WorkersView(List<WorkerView> workers) {

  /** One worker. */
  @Schema(name = "Worker", description = "A worker, and which job each of its slots trains now.")
  record WorkerView(
      String name,
      Instant startedAt,
      Instant heardAt,
      @Schema(
              allowableValues = {"READY", "PAUSED"},
              description = "A worker that is PAUSED takes no jobs for now.")
          String state,
      @Schema(description = "Why the worker is PAUSED.") @Nullable String reason,
      List<SlotView> slots) {}

  /** One slot of a worker. */
  @Schema(name = "Slot", description = "A slot of a worker; it trains one job at a time.")
  record SlotView(
      String name,
      @Schema(format = "uuid", description = "The job that trains there now.")
          @Nullable String job) {}
}
