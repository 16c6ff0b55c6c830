package org.normlab.run.web;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the answer of a download of weights, in any format. */
@ApiResponse(
    responseCode = "200",
    description = "Parameters and states, float32, in PyTorch's layout",
    headers =
        @Header(
            name = "Normlab-Step",
            description = "The number of steps that the run had taken",
            schema = @Schema(type = "integer")),
    content = {
      @Content(
          mediaType = "application/octet-stream",
          schema = @Schema(type = "string", format = "binary"))
    })
@ApiResponse(responseCode = "304", description = "Nothing has changed since If-None-Match")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface WeightsResponse {}
