package org.normlab.study.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of the list of studies. */
@Schema(description = "A page of the list of studies, newest first.")
record StudyPage(
    List<StudyView> studies,
    @Schema(description = "The cursor of the next page; null on the last.")
        @Nullable String nextCursor) {

  /** The jobs of a study. */
  @Schema(name = "StudyJobs", description = "The ids of the jobs of a study, oldest first.")
  record Jobs(List<String> jobs) {}
}
