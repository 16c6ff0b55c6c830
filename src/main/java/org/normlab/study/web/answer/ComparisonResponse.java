package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the answer of a comparison, as figures and as tables. */
@Operation(
    operationId = "compareMethods",
    summary = "Compare methods with a baseline over shared seeds, in each block")
@ApiResponse(
    responseCode = "200",
    description =
        "The figures over all runs; with format a table, a row for each block and method, in"
            + " which what is undefined is empty",
    content = {
      @Content(
          mediaType = "application/json",
          schema = @Schema(implementation = ComparisonView.class)),
      @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
      @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string")),
      @Content(
          mediaType = "application/vnd.apache.parquet",
          schema = @Schema(type = "string", format = "binary"))
    })
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ComparisonResponse {}
