package org.normlab.job.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.normlab.wire.JobJson;
import tools.jackson.databind.JsonNode;

/** One variant of a family, such as one normalization, as the API shows it. */
@Schema(name = "Variant", description = "A variant of a family, such as one normalization.")
record VariantView(
    String type,
    String summary,
    @Schema(description = "The JSON Schema 2020-12 of the settings.") JsonNode schema) {

  static List<VariantView> of(Class<?> family) {
    return JobJson.variants(family).stream()
        .map(one -> new VariantView(one.type(), one.summary(), one.schema()))
        .toList();
  }

  /** The answer that lists normalizations. */
  record Normalizations(List<VariantView> normalizations) {}

  /** The answer that lists architectures. */
  record Architectures(List<VariantView> architectures) {}

  /** The answer that lists optimizers. */
  record Optimizers(List<VariantView> optimizers) {}

  /** The answer that lists agents. */
  record Agents(List<VariantView> agents) {}
}
