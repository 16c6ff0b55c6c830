package org.normlab.study.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.normlab.study.life.StudySubmissions;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Describes what a study would be, as the API shows it. */
@Schema(name = "StudySize", description = "How large a study would be; it was not stored.")
record StudySizeView(
    @Schema(description = "The number of configurations, each with one job or more.")
        int configurationCount,
    @Schema(
            deprecated = true,
            description = "The same as configurationCount, under its former name.")
        int points,
    int jobCount,
    long runCount,
    List<AxisView> axes,
    @Schema(ref = "#/components/schemas/StudySpec") JsonNode spec) {
  static StudySizeView of(StudySpec spec, StudySubmissions.Size size) {
    return new StudySizeView(
        size.cells(),
        size.cells(),
        size.jobs(),
        size.runs(),
        size.axes().stream().map(AxisView::of).toList(),
        JsonMapper.shared().readTree(StudyJson.write(spec)));
  }
}
