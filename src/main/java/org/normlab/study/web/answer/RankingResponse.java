package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the answer of a ranking, as figures and as tables. */
@Operation(operationId = "rankMethods", summary = "Rank methods over all blocks, such as data sets")
@ApiResponse(
    responseCode = "200",
    description =
        "The figures over all runs; with format a table, a row for each method, in which what is"
            + " undefined is empty",
    content = {
      @Content(
          mediaType = "application/json",
          schema = @Schema(implementation = RankingView.class)),
      @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
      @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string")),
      @Content(
          mediaType = "application/vnd.apache.parquet",
          schema = @Schema(type = "string", format = "binary"))
    })
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface RankingResponse {}
