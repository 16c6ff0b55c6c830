package org.normlab.wire.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON that is kept as it was received, to be read elsewhere: an object, or a list of any. */
record RawShape(boolean list) implements Shape {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    boolean fits =
        list ? received instanceof JsonValue.Items : received instanceof JsonValue.Members;
    if (!fits) {
      at.refuse(this, received);
      return standIns();
    }
    return Reading.of(node(received, at));
  }

  private static JsonNode node(JsonValue value, JsonPosition at) {
    return switch (value) {
      case JsonValue.Members members -> object(members, at);
      case JsonValue.Items(List<JsonValue> items) -> array(items, at);
      case JsonValue.Text(String text) -> NODES.stringNode(text);
      case JsonValue.Truth(boolean truth) -> NODES.booleanNode(truth);
      case JsonValue.Nothing() -> NODES.nullNode();
      case JsonValue.Digits digits -> number(digits, at);
    };
  }

  private static ObjectNode object(JsonValue.Members members, JsonPosition at) {
    at.checkNames(members, List.copyOf(members.values().keySet()));
    ObjectNode node = NODES.objectNode();
    for (Map.Entry<String, JsonValue> field : members.values().entrySet()) {
      node.set(field.getKey(), node(field.getValue(), at.member(field.getKey())));
    }
    return node;
  }

  private static ArrayNode array(List<JsonValue> items, JsonPosition at) {
    ArrayNode node = NODES.arrayNode();
    for (int i = 0; i < items.size(); i++) {
      node.add(node(items.get(i), at.item(i)));
    }
    return node;
  }

  private static JsonNode number(JsonValue.Digits digits, JsonPosition at) {
    try {
      // A whole number stays exact, and must be one that a double reaches: whoever reads it may ask
      // for either.
      double value = Double.parseDouble(digits.text());
      if (Double.isFinite(value)) {
        return digits.integral()
            ? NODES.numberNode(new BigInteger(digits.text()))
            : NODES.numberNode(value);
      }
    } catch (NumberFormatException e) {
      // Refused below: what Java cannot read is NaN or Infinity.
    }
    at.fault(
        at.name()
            + " must be a finite number, of at most 1.8e308 in size; received "
            + digits.shown());
    return NODES.numberNode(BigDecimal.ZERO);
  }

  @Override
  public JsonNode write(Object value) {
    return (JsonNode) value;
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    return NODES.objectNode().put("type", list ? "array" : "object");
  }

  @Override
  public String asked() {
    return list ? "a list" : "an object";
  }

  @Override
  public Reading standIns() {
    return Reading.of(list ? NODES.arrayNode() : NODES.objectNode());
  }
}
