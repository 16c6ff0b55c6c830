package org.normlab.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Named;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sealed family as an object whose {@code type} says which of its records it is.
 *
 * @param variants by their word, in the order of {@code permits}
 */
record FamilyShape(Class<?> family, Map<String, Class<?>> variants) implements Shape {
  /** The variants with these words; all when there are none. */
  static FamilyShape of(Class<?> family, List<String> words) {
    Map<String, Class<?>> variants = new LinkedHashMap<>();
    records(family).forEach(variant -> variants.put(word(variant), variant));
    if (!words.isEmpty()) {
      variants.keySet().retainAll(words);
    }
    return new FamilyShape(family, variants);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(FamilyShape::records)
        : Stream.of(type);
  }

  private static String word(Class<?> variant) {
    return named(variant).value();
  }

  private static Named named(Class<?> variant) {
    Named named = variant.getAnnotation(Named.class);
    if (named == null) {
      throw new IllegalStateException(variant + " has no @Named word");
    }
    return named;
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
      if (Parser.parse(named(variant).presets()) instanceof JsonValue.Members presets) {
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
            + Legible.either(variants.keySet())
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
    boolean whole = variants.size() == records(family).count();
    return whole
        ? definitions.reference(family.getSimpleName(), () -> either(definitions))
        : either(definitions);
  }

  /** The family's own schema, spelled out. */
  ObjectNode either(SchemaDefinitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    var either = schema.putArray("oneOf");
    variants.values().forEach(v -> either.add(RecordShape.of(v).schema(definitions)));
    return schema;
  }

  @Override
  public String asked() {
    return "an object whose type is " + Legible.either(variants.keySet());
  }

  @Override
  public Reading standIns() {
    List<Class<?>> all = List.copyOf(variants.values());
    Object value = RecordShape.of(all.getFirst()).standIns().value();
    Object other = RecordShape.of(all.getLast()).standIns().value();
    return new Reading(value, other);
  }
}
