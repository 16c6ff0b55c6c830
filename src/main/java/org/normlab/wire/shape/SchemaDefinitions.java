package org.normlab.wire.shape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Named schemas that others refer to, so that a family may contain itself. */
public final class SchemaDefinitions {
  private final String prefix;
  private final Map<String, ObjectNode> schemas = new LinkedHashMap<>();

  /** References are written as the prefix and the name. */
  public SchemaDefinitions(String prefix) {
    this.prefix = prefix;
  }

  public ObjectNode reference(String name, Supplier<ObjectNode> schema) {
    if (!schemas.containsKey(name)) {
      schemas.put(name, JsonNodeFactory.instance.objectNode());
      schemas.put(name, schema.get());
    }
    return JsonNodeFactory.instance.objectNode().put("$ref", prefix + name);
  }

  public Map<String, ObjectNode> schemas() {
    return schemas;
  }
}
