package org.normlab.wire.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A list of values of one shape. */
record ListShape(Shape item, int minSize, int maxSize) implements Shape {
  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    if (!(received instanceof JsonValue.Items(List<JsonValue> items))
        || items.size() < minSize
        || items.size() > maxSize) {
      at.refuse(this, received);
      return standIns();
    }
    List<Object> values = new ArrayList<>();
    List<Object> others = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      add(item.read(items.get(i), at.item(i)), values, others);
    }
    return new Reading(List.copyOf(values), List.copyOf(others));
  }

  private static void add(Reading reading, List<Object> values, List<Object> others) {
    values.add(Objects.requireNonNull(reading.value()));
    others.add(Objects.requireNonNull(reading.other()));
  }

  @Override
  public JsonNode write(Object value) {
    ArrayNode node = JsonNodeFactory.instance.arrayNode();
    ((List<?>) value).forEach(entry -> node.add(item.write(entry)));
    return node;
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "array");
    schema.set("items", item.schema(definitions));
    if (minSize > 0) schema.put("minItems", minSize);
    if (maxSize < Integer.MAX_VALUE) schema.put("maxItems", maxSize);
    return schema;
  }

  @Override
  public String asked() {
    String size = maxSize < Integer.MAX_VALUE ? minSize + " to " + maxSize : "at least " + minSize;
    return "a list of " + size + " entries, each " + item.asked();
  }

  @Override
  public Reading standIns() {
    List<Object> values = new ArrayList<>();
    List<Object> others = new ArrayList<>();
    for (int i = 0; i < minSize; i++) {
      add(item.standIns(), values, others);
    }
    return new Reading(List.copyOf(values), List.copyOf(others));
  }
}
