package org.normlab.job.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Describes the body of a cancel, which may be left out. */
@Schema(
    name = "Reason",
    description = "Why something is cancelled.",
    additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record CancelRequest(
    @Schema(
            maxLength = 1000,
            types = {"string", "null"})
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String reason) {}
