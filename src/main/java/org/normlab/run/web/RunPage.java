package org.normlab.run.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a search of runs. */
@Schema(description = "A page of the runs that were found.")
record RunPage(
    List<RunView> runs,
    @Schema(description = "The cursor of the next page, with the same orderBy; null on the last.")
        @Nullable String nextCursor) {}
