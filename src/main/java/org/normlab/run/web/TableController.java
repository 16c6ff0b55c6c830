package org.normlab.run.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.normlab.run.search.RunQuery;
import org.normlab.run.table.Tables;
import org.normlab.web.WhereApiIsServed;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs of all jobs, and what they measured, as tables for other programs. */
@RestController
@Tag(name = "Runs")
@WhereApiIsServed
@RequestMapping("/api/v1/export")
class TableController {
  private final Tables tables;
  private final TableFiles files;

  TableController(Tables tables, TableFiles files) {
    this.tables = tables;
    this.files = files;
  }

  /** A row a run. */
  @Operation(
      operationId = "exportRuns",
      summary =
          "Download a table of runs, a row each, with all parameters, tags and final values; by"
              + " format or by Accept")
  @ApiResponse(
      responseCode = "200",
      description = "The table",
      content = {
        @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
        @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string")),
        @Content(
            mediaType = "application/vnd.apache.parquet",
            schema = @Schema(type = "string", format = "binary"))
      })
  @GetMapping("/runs")
  void runs(
      @RequestParam(defaultValue = "") String filter,
      @RequestParam(defaultValue = "") String orderBy,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String escape,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    TableFormat.Chosen chosen = TableFormat.chosen(format, accept, escape);
    RunQuery query = RunQuery.of(filter, orderBy);
    files.download("runs", () -> tables.runs(query), chosen, request, response);
  }

  /** A row a measured value. */
  @Operation(
      operationId = "exportPoints",
      summary =
          "Download a table of all measured values of runs, a row each; by format or by Accept")
  @ApiResponse(
      responseCode = "200",
      description = "job, run, seed, normalization, architecture, data, metric, step, value",
      content = {
        @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
        @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string")),
        @Content(
            mediaType = "application/vnd.apache.parquet",
            schema = @Schema(type = "string", format = "binary"))
      })
  @GetMapping("/points")
  void points(
      @RequestParam(defaultValue = "") String filter,
      @RequestParam(required = false) @Nullable String format,
      @RequestParam(required = false) @Nullable String escape,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    TableFormat.Chosen chosen = TableFormat.chosen(format, accept, escape);
    RunQuery query = RunQuery.of(filter, "");
    files.download("points", () -> tables.points(query), chosen, request, response);
  }
}
