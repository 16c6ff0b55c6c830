package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Describes what a job would take, as the API shows it. */
@Schema(name = "Estimate", description = "What a job would take; it was not stored.")
record EstimateView(
    long parameterCount,
    int runCount,
    MemoryEstimate memoryEstimate,
    @Schema(description = "The rows of the data; null where agents act in environments.")
        @Nullable RowCounts rows,
    @Schema(
            description =
                "The classes with the number of their rows in all parts, the first thousand; null"
                    + " where they are not known without loading the data.")
        @Nullable List<ClassRows> classes,
    @Schema(
            description =
                "The number of classes; of a text the size of its vocabulary; null where agents act"
                    + " in environments.")
        @Nullable Integer classCount,
    @Schema(
            description =
                "What a user should know about the data: rows without label, columns that look"
                    + " like row numbers, ….")
        List<String> notes,
    @Schema(ref = "#/components/schemas/JobSpec") JsonNode spec) {

  /** Bytes that a job needs. */
  @Schema(description = "The memory that the job needs.")
  record MemoryEstimate(
      long weightBytes,
      @Schema(description = "The bytes of the data, or of what agents keep to learn from.")
          long dataBytes,
      String note) {}

  /** Rows by part. */
  @Schema(description = "The number of rows of each part.")
  record RowCounts(int train, int validation, int test) {}

  /** The rows of a class. */
  @Schema(description = "A class and the number of its rows.")
  record ClassRows(String name, long rows) {}
}
