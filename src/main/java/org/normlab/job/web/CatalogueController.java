package org.normlab.job.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.normlab.control.Agent;
import org.normlab.data.DataSets;
import org.normlab.data.DataSpec;
import org.normlab.net.Architecture;
import org.normlab.norm.Normalization;
import org.normlab.optim.Optimizer;
import org.normlab.storage.StorageLayout;
import org.normlab.web.WhereApiIsServed;
import org.normlab.wire.JobJson;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Describes what jobs may name, with a JSON Schema of the settings each. */
@RestController
@Tag(name = "Catalogue")
@WhereApiIsServed
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class CatalogueController {
  private final StorageLayout home;

  CatalogueController(StorageLayout home) {
    this.home = home;
  }

  @Operation(
      operationId = "listNormalizations",
      summary = "List normalization methods, each with a JSON Schema of its settings")
  @GetMapping("/normalizations")
  VariantView.Normalizations normalizations() {
    return new VariantView.Normalizations(VariantView.of(Normalization.class));
  }

  @Operation(
      operationId = "listArchitectures",
      summary = "List networks, each with a JSON Schema of its settings")
  @GetMapping("/architectures")
  VariantView.Architectures architectures() {
    return new VariantView.Architectures(VariantView.of(Architecture.class));
  }

  @Operation(
      operationId = "listOptimizers",
      summary = "List optimizers, each with a JSON Schema of its settings")
  @GetMapping("/optimizers")
  VariantView.Optimizers optimizers() {
    return new VariantView.Optimizers(VariantView.of(Optimizer.class));
  }

  @Operation(
      operationId = "listEnvironments",
      summary =
          "List environments, with what is observed, their actions and known returns, and a JSON"
              + " Schema of environment")
  @GetMapping("/environments")
  EnvironmentsView environments() {
    return EnvironmentsView.all();
  }

  @Operation(
      operationId = "listAgents",
      summary = "List agents, each with a JSON Schema of its settings")
  @GetMapping("/agents")
  VariantView.Agents agents() {
    return new VariantView.Agents(VariantView.of(Agent.class));
  }

  /** Lists all metrics: what they say, which end is the good one and where they are found. */
  @Operation(
      operationId = "listMetrics",
      summary =
          "List all metrics, with what they say, which direction is better and where they are"
              + " found")
  @GetMapping("/metrics")
  MetricsView metrics() {
    return MetricsView.ALL;
  }

  @Operation(
      operationId = "listDataSets",
      summary = "List the data sets that can be named, with a JSON Schema of data")
  @GetMapping("/datasets")
  DataSetsView datasets() {
    return new DataSetsView(
        DataSets.list(home.dataHome()).stream().map(DataSetsView.DataSetView::of).toList(),
        JobJson.schema(DataSpec.class));
  }
}
