package org.normlab.run.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One metric of one run over its steps, as the API shows it. */
@Schema(name = "Series", description = "One metric of one run over its steps.")
record SeriesView(
    @Schema(description = "The number of the run within its job, from 0.") int run,
    @ArraySchema(arraySchema = @Schema(description = POINTS)) List<List<Number>> points,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name) {
  static final String POINTS =
      "The points, each [step, value]; where they were thinned out, each [last step, last value,"
          + " least, greatest] of a stretch.";

  /** One metric of all runs of a job. */
  @Schema(name = "JobSeries", description = "One metric of all runs of a job.")
  record OfJob(String name, List<SeriesView> runs) {}

  /** One quantity of all layers of a run. */
  @Schema(name = "Probes", description = "One quantity within the network, layer by layer.")
  record Probes(
      int run,
      String quantity,
      @Schema(description = "The layers in the order of the network.") List<OfLayer> layers) {}

  /** One quantity of a layer. */
  @Schema(name = "LayerSeries", description = "One quantity of one layer over the steps.")
  record OfLayer(
      String layer,
      @ArraySchema(arraySchema = @Schema(description = POINTS)) List<List<Number>> points) {}
}
