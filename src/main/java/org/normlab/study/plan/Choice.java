package org.normlab.study.plan;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One value of an axis.
 *
 * @param label what people call it; unlike any other of its axis
 * @param sets values by dotted field of the job
 * @param pointer where it stands in the study
 * @param pointers where each field's value stands
 */
record Choice(
    String label, Map<String, JsonNode> sets, String pointer, Map<String, String> pointers) {
  /** The value of one field. */
  static Choice of(String label, String field, JsonNode value, String pointer) {
    return new Choice(label, Map.of(field, value), pointer, Map.of(field, pointer));
  }
}
