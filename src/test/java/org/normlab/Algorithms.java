package org.normlab;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reference numbers of reinforcement learning: {@code algorithms.json} of the folder that
 * {@code -Dnormlab.reference=DIR} names, by default the project's own. Every test that replays a
 * part of it is called {@code AgentReferenceTest}.
 */
public final class Algorithms {
  private Algorithms() {}

  public static JsonNode part(String name) {
    String given = System.getProperty("normlab.reference", "");
    Path folder = Path.of(given.isEmpty() ? "src/test/resources/control" : given);
    JsonNode all = JsonMapper.shared().readTree(folder.resolve("algorithms.json").toFile());
    JsonNode part = all.path(name);
    if (part.isMissingNode()) {
      throw new IllegalArgumentException("no " + name + " in " + folder);
    }
    return part;
  }

  public static double[] numbers(JsonNode array) {
    return array.values().stream().mapToDouble(JsonNode::asDouble).toArray();
  }
}
