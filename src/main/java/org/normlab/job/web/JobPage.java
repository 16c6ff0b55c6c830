package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of the list of jobs. */
@Schema(description = "A page of the list of jobs, newest first.")
record JobPage(
    List<JobView> jobs,
    @Schema(description = "The cursor of the next page; null on the last.")
        @Nullable String nextCursor) {}
