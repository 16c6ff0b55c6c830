package org.normlab.study.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Points whose job follows the norms that another point's job records: their reference is {@code
 * "point:LABEL"} in place of a job's id, the point that has that label on the axis that says so and
 * is as they are on all others.
 */
final class PointReferences {
  private static final String POINT = "point:";
  private static final String NORMALIZATION = "normalization";
  private static final String REFERENCE = "reference";

  private PointReferences() {}

  /**
   * Returns where the point stands that this one follows; null where it follows none of its study.
   */
  static @Nullable Map<String, String> leader(ConfigurationDraft point) {
    String label = label(point.job());
    if (label == null) {
      return null;
    }
    List<String> axes = List.copyOf(point.cell().coordinates().keySet());
    Map<String, String> leader = new LinkedHashMap<>(point.cell().coordinates());
    for (int i = 0; i < axes.size(); i++) {
      boolean says =
          point.choices().get(i).sets().keySet().stream()
              .anyMatch(field -> field.split("\\.")[0].equals(NORMALIZATION));
      if (says) {
        leader.put(axes.get(i), label);
      }
    }
    return leader;
  }

  private static @Nullable String label(ObjectNode job) {
    JsonNode reference = job.path(NORMALIZATION).path(REFERENCE);
    return reference.isString() && reference.asString().startsWith(POINT)
        ? reference.asString().substring(POINT.length())
        : null;
  }

  /** Returns whether the job must be one of its own, since it records norms or follows some. */
  static boolean isApart(ObjectNode job) {
    return label(job) != null || job.path("recordNorms").asBoolean(false);
  }
}
