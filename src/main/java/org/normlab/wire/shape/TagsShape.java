package org.normlab.wire.shape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Words of the user: names to texts. A name has no colon, so that {@code name:text} can be asked
 * for.
 */
record TagsShape(int maxEntries) implements Shape {
  private static final Pattern NAME = Pattern.compile("^[A-Za-z0-9._/-]{1,63}$");
  private static final TextShape TEXT = new TextShape(List.of(), 0, 200);

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    if (!(received instanceof JsonValue.Members fields) || fields.values().size() > maxEntries) {
      at.refuse(this, received);
      return standIns();
    }
    at.checkNames(fields, List.copyOf(fields.values().keySet()));
    Map<String, String> tags = new LinkedHashMap<>();
    fields
        .values()
        .forEach(
            (name, text) -> {
              if (NAME.matcher(name).matches()) {
                tags.put(name, (String) TEXT.read(text, at.member(name)).value());
              } else {
                at.member(name).fault("the name of a tag must match " + NAME.pattern());
              }
            });
    return Reading.of(Collections.unmodifiableMap(tags));
  }

  @Override
  public JsonNode write(Object value) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ((Map<?, ?>) value).forEach((name, text) -> node.put(name.toString(), text.toString()));
    return node;
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "object")
            .put("maxProperties", maxEntries);
    schema.putObject("propertyNames").put("pattern", NAME.pattern());
    schema.set("additionalProperties", TEXT.schema(definitions));
    return schema;
  }

  @Override
  public String asked() {
    return "an object of at most " + maxEntries + " names with strings of at most 200 characters";
  }

  @Override
  public Reading standIns() {
    return Reading.of(Map.of());
  }
}
