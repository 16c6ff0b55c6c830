package org.normlab.access.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Describes the body that asks for a token. */
@Schema(
    name = "TokenRequest",
    description = "What a token is asked for with.",
    additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record TokenRequest(
    @Schema(minLength = 1, maxLength = 100) String name,
    @Schema(allowableValues = {"read", "submit", "admin"}) String scope,
    @Schema(
            minimum = "1",
            maximum = "3650",
            types = {"integer", "null"},
            description = "After how many days the token expires; never if left out.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer days) {}
