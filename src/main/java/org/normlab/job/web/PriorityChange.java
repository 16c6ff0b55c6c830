package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;

/** Describes the body of a change of priority. */
@Schema(
    name = "Change",
    description = "A change of a waiting job.",
    additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record PriorityChange(@Schema(minimum = "-100", maximum = "100") int priority) {}
