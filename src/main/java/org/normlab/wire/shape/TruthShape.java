package org.normlab.wire.shape;

import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code true} or {@code false}. */
record TruthShape() implements Shape {
  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    if (received instanceof JsonValue.Truth(boolean value)) {
      return Reading.of(value);
    }
    at.refuse(this, received);
    return standIns();
  }

  @Override
  public JsonNode write(Object value) {
    return JsonNodeFactory.instance.booleanNode((Boolean) value);
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    return JsonNodeFactory.instance.objectNode().put("type", "boolean");
  }

  @Override
  public String asked() {
    return "true or false";
  }

  @Override
  public Reading standIns() {
    return new Reading(false, true);
  }
}
