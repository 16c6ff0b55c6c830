package org.normlab.wire.shape;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.normlab.setting.Setting;
import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A finite number that a double can hold; {@code above} and {@code below} are exclusive. */
record NumberShape(double min, double above, double max, double below) implements Shape {
  static NumberShape of(Setting setting) {
    return new NumberShape(setting.min(), setting.above(), setting.max(), setting.below());
  }

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    if (received instanceof JsonValue.Digits(String text, boolean _)) {
      double value = parse(text);
      if (Double.isFinite(value) && !vanishes(value, text) && holds(value)) {
        return Reading.of(value + 0.0);
      }
    }
    at.refuse(this, received);
    return standIns();
  }

  private static double parse(String digits) {
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** 1e-400 is no zero. */
  private static boolean vanishes(double value, String text) {
    return value == 0 && text.split("[eE]")[0].chars().anyMatch(c -> c >= '1' && c <= '9');
  }

  private boolean holds(double value) {
    return value >= min && value > above && value <= max && value < below;
  }

  @Override
  public JsonNode write(Object value) {
    return JsonNodeFactory.instance.numberNode((Double) value);
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "number");
    bound(schema, "minimum", min);
    bound(schema, "exclusiveMinimum", above);
    bound(schema, "maximum", max);
    bound(schema, "exclusiveMaximum", below);
    return schema;
  }

  private static void bound(ObjectNode schema, String keyword, double bound) {
    if (Double.isFinite(bound)) {
      schema.put(keyword, bound);
    }
  }

  @Override
  public String asked() {
    List<String> bounds = new ArrayList<>();
    phrase(bounds, "at least ", min);
    phrase(bounds, "above ", above);
    phrase(bounds, "at most ", max);
    phrase(bounds, "below ", below);
    return bounds.isEmpty() ? "a finite number" : "a number " + String.join(" and ", bounds);
  }

  private static void phrase(List<String> bounds, String word, double bound) {
    if (Double.isFinite(bound)) {
      bounds.add(word + BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString());
    }
  }

  @Override
  public Reading standIns() {
    double low = Math.max(Math.max(min, above), -1e6);
    double high = Math.min(Math.min(max, below), low + 1);
    return new Reading(low + (high - low) / 2, low + (high - low) / 3);
  }
}
