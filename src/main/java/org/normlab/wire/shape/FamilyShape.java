package org.normlab.wire.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Families;
import org.normlab.setting.Named;
import org.normlab.setting.Words;
import org.normlab.wire.json.JsonValue;
import org.normlab.wire.json.Legible;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sealed family as an object whose {@code type} says which of its records it is.
 *
 * @param variants by their word, in the order of {@code permits}
 */
public record FamilyShape(Class<?> family, Map<String, Class<?>> variants) implements Shape {
  /** Returns the shape of those records of a family that are of a type. */
  public static FamilyShape of(Class<?> family, Class<?> among) {
    Map<String, Class<?>> variants = new LinkedHashMap<>();
    Families.records(family)
        .filter(among::isAssignableFrom)
        .forEach(variant -> variants.put(Families.word(variant), variant));
    return new FamilyShape(family, variants);
  }

  /** Returns the shape of all records of a family. */
  public static FamilyShape of(Class<?> family) {
    return of(family, family);
  }

  /** Defaults of the settings beside it, as the chosen variant has them. */
  Map<String, JsonValue> presets(@Nullable JsonValue received) {
    if (received instanceof JsonValue.Members(Map<String, JsonValue> fields, _)
        && fields.get(RecordShape.TYPE) instanceof JsonValue.Text(String word)
        && variants.containsKey(word)) {
      return presets(variants.get(word));
    }
    return Map.of();
  }

  private static Map<String, JsonValue> presets(Class<?> variant) {
    try {
      if (Parser.parse(Objects.requireNonNull(variant.getAnnotation(Named.class)).presets())
          instanceof JsonValue.Members presets) {
        return presets.values();
      }
    } catch (UnreadableJson e) {
      throw new IllegalStateException("presets of " + variant + " are no JSON", e);
    }
    throw new IllegalStateException("presets of " + variant + " are no object");
  }

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    if (!(received instanceof JsonValue.Members fields)) {
      at.refuse(this, received);
      return standIns();
    }
    JsonValue type = fields.values().get(RecordShape.TYPE);
    if (type instanceof JsonValue.Text(String word) && variants.containsKey(word)) {
      return RecordShape.of(variants.get(word)).read(received, at);
    }
    refuse(type, at.member(RecordShape.TYPE));
    return standIns();
  }

  private void refuse(@Nullable JsonValue type, JsonPosition at) {
    String hint =
        type instanceof JsonValue.Text(String word) ? Legible.hint(word, variants.keySet()) : "";
    at.fault(
        "type must be "
            + Words.either(variants.keySet())
            + "; received "
            + (type == null ? "none" : type.shown())
            + hint);
  }

  @Override
  public JsonNode write(Object value) {
    return RecordShape.of(value.getClass()).write(value);
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    boolean whole = variants.size() == Families.records(family).count();
    return whole
        ? definitions.reference(family.getSimpleName(), () -> either(definitions))
        : either(definitions);
  }

  /** The family's own schema, spelled out. */
  public ObjectNode either(SchemaDefinitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    var either = schema.putArray("oneOf");
    variants.values().forEach(v -> either.add(RecordShape.of(v).schema(definitions)));
    return schema;
  }

  @Override
  public String asked() {
    return "an object whose type is " + Words.either(variants.keySet());
  }

  @Override
  public Reading standIns() {
    List<Class<?>> all = List.copyOf(variants.values());
    Object value = RecordShape.of(all.getFirst()).standIns().value();
    Object other = RecordShape.of(all.getLast()).standIns().value();
    return new Reading(value, other);
  }
}
