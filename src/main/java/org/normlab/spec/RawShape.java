package org.normlab.spec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON that is kept as it was received, to be read elsewhere: an object, or a list of any. */
record RawShape(boolean list) implements Shape {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public Reading read(Value received, Place at) {
    boolean fits = list ? received instanceof Value.Items : received instanceof Value.Members;
    if (!fits) {
      at.refuse(this, received);
      return standIns();
    }
    return Reading.of(node(received, at));
  }

  private static JsonNode node(Value value, Place at) {
    return switch (value) {
      case Value.Members members -> object(members, at);
      case Value.Items(List<Value> items) -> array(items, at);
      case Value.Text(String text) -> NODES.stringNode(text);
      case Value.Truth(boolean truth) -> NODES.booleanNode(truth);
      case Value.Nothing() -> NODES.nullNode();
      case Value.Digits digits -> number(digits, at);
    };
  }

  private static ObjectNode object(Value.Members members, Place at) {
    at.checkNames(members, List.copyOf(members.values().keySet()));
    ObjectNode node = NODES.objectNode();
    for (Map.Entry<String, Value> field : members.values().entrySet()) {
      node.set(field.getKey(), node(field.getValue(), at.member(field.getKey())));
    }
    return node;
  }

  private static ArrayNode array(List<Value> items, Place at) {
    ArrayNode node = NODES.arrayNode();
    for (int i = 0; i < items.size(); i++) {
      node.add(node(items.get(i), at.item(i)));
    }
    return node;
  }

  private static JsonNode number(Value.Digits digits, Place at) {
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
  public ObjectNode schema(Definitions definitions) {
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
