package org.normlab.study;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One value of an axis.
 *
 * @param label what people call it; unlike any other of its axis
 * @param sets values by dotted field of the job
 * @param pointer where it stands in the study
 */
record Choice(String label, Map<String, JsonNode> sets, String pointer) {}
