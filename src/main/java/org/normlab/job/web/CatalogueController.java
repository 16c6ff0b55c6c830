package org.normlab.job.web;

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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What jobs may name, with a JSON Schema of the settings each. */
@RestController
@WhereApiIsServed
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class CatalogueController {
  private final StorageLayout home;

  CatalogueController(StorageLayout home) {
    this.home = home;
  }

  @GetMapping("/normalizations")
  ObjectNode normalizations() {
    return family("normalizations", Normalization.class);
  }

  @GetMapping("/architectures")
  ObjectNode architectures() {
    return family("architectures", Architecture.class);
  }

  @GetMapping("/optimizers")
  ObjectNode optimizers() {
    return family("optimizers", Optimizer.class);
  }

  private static ObjectNode family(String name, Class<?> family) {
    ObjectNode view = View.object();
    view.set(
        name,
        View.list(
            JobJson.variants(family).stream()
                .map(
                    variant -> {
                      ObjectNode one =
                          View.object()
                              .put("type", variant.type())
                              .put("summary", variant.summary());
                      one.set("schema", variant.schema());
                      return one;
                    })
                .toList()));
    return view;
  }

  /** Lists all metrics: what they say, which end is the good one and where they are found. */
  @GetMapping("/metrics")
  MetricsView metrics() {
    return MetricsView.ALL;
  }

  @GetMapping("/datasets")
  ObjectNode datasets() {
    ObjectNode view = View.object();
    view.set("datasets", JsonMapper.shared().valueToTree(DataSets.list(home.dataHome())));
    view.set("schema", JobJson.schema(DataSpec.class));
    return view;
  }
}
