package org.normlab.study.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.normlab.study.Axis;

/** An axis of a study as the API shows it. */
@Schema(name = "Axis", description = "An axis of a study: a setting that varies.")
record AxisView(
    String name,
    List<String> labels,
    @Schema(description = "Whether the values are draws of a distribution.") boolean drawn) {
  static AxisView of(Axis axis) {
    return new AxisView(axis.name(), axis.labels(), axis.drawn());
  }
}
