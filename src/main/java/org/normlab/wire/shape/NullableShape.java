package org.normlab.wire.shape;

import org.jspecify.annotations.Nullable;
import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value that may be absent.
 *
 * @param word what JSON says then: {@code null}, or a word of its own ({@code "auto"})
 */
record NullableShape(Shape inner, String word) implements Shape {
  private boolean isPlain() {
    return word.equals("null");
  }

  private String shownWord() {
    return isPlain() ? word : "\"" + word + "\"";
  }

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    boolean absent =
        isPlain()
            ? received instanceof JsonValue.Nothing
            : received instanceof JsonValue.Text(String text) && text.equals(word);
    if (absent) {
      return Reading.of(null);
    }
    return inner.read(received, at.allowing(shownWord()));
  }

  @Override
  public JsonNode write(@Nullable Object value) {
    if (value != null) {
      return inner.write(value);
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return isPlain() ? nodes.nullNode() : nodes.stringNode(word);
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    var either = schema.putArray("anyOf");
    either.add(inner.schema(definitions));
    ObjectNode absent = either.addObject();
    if (isPlain()) {
      absent.put("type", "null");
    } else {
      absent.put("const", word);
    }
    return schema;
  }

  @Override
  public String asked() {
    return inner.asked() + ", or " + shownWord();
  }

  @Override
  public Reading standIns() {
    return Reading.of(null);
  }
}
