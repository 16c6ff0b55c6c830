package org.normlab.wire.shape;

import java.util.List;
import org.normlab.setting.Words;
import org.normlab.wire.json.JsonValue;
import org.normlab.wire.json.Legible;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A string: one of the words, or any when there are none. Lengths count characters (code points).
 */
record TextShape(List<String> words, int minLength, int maxLength) implements Shape {
  private static final String STORABLE = "^[^\\u0000]*$";

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    if (!(received instanceof JsonValue.Text(String text)) || !holds(text)) {
      refuse(received, at);
      return standIns();
    }
    return Reading.of(text);
  }

  private boolean holds(String text) {
    // As Java and H2 count: a character beyond the first 65,536, such as an emoji, is two.
    int length = text.length();
    return words.isEmpty()
        ? length >= minLength && length <= maxLength && Legible.isStorable(text)
        : words.contains(text);
  }

  private void refuse(JsonValue received, JsonPosition at) {
    String hint = received instanceof JsonValue.Text(String text) ? Legible.hint(text, words) : "";
    at.fault(
        at.name() + " must be " + asked() + at.also() + "; received " + received.shown() + hint);
  }

  @Override
  public JsonNode write(Object value) {
    return JsonNodeFactory.instance.stringNode((String) value);
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
    if (!words.isEmpty()) {
      words.forEach(schema.putArray("enum")::add);
      return schema;
    }
    if (minLength > 0) schema.put("minLength", minLength);
    if (maxLength < Integer.MAX_VALUE) schema.put("maxLength", maxLength);
    return schema.put("pattern", STORABLE);
  }

  @Override
  public String asked() {
    return words.isEmpty()
        ? "a string of "
            + minLength
            + " to "
            + maxLength
            + " characters without NUL or half a surrogate pair"
        : Words.either(words);
  }

  @Override
  public Reading standIns() {
    return words.isEmpty()
        ? new Reading("x".repeat(Math.max(1, minLength)), "y".repeat(Math.max(1, minLength)))
        : new Reading(words.getFirst(), words.getLast());
  }
}
