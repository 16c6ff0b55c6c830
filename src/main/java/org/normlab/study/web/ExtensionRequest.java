package org.normlab.study.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes the body of an extension. */
@Schema(
    name = "Extension",
    description = "What is added to a study.",
    minProperties = 1,
    additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record ExtensionRequest(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Long> seeds,
    @Schema(description = "Further values by axis.") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, List<Object>> axes,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Map<String, Object>> list,
    @Schema(minimum = "1") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer samples) {}
