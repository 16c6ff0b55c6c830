package org.normlab.wire.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Families;
import org.normlab.setting.Words;
import org.normlab.wire.json.JsonValue;
import org.normlab.wire.json.Legible;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sealed family as an object whose {@code type} says which of its records it is.
 *
 * @param words by themselves, in the order of {@code permits}
 */
public record FamilyShape(Class<?> family, Map<String, FamilyWord> words) implements Shape {
  /** Returns the shape of those records of a family that are of a type. */
  public static FamilyShape of(Class<?> family, Class<?> among) {
    Map<String, FamilyWord> words = new LinkedHashMap<>();
    Families.records(family)
        .filter(among::isAssignableFrom)
        .flatMap(FamilyWord::of)
        .forEach(word -> words.put(word.word(), word));
    return new FamilyShape(family, words);
  }

  /** Returns the shape of all records of a family. */
  public static FamilyShape of(Class<?> family) {
    return of(family, family);
  }

  /** Defaults of the settings beside it, as the chosen variant has them. */
  Map<String, JsonValue> presets(@Nullable JsonValue received) {
    return received instanceof JsonValue.Members(Map<String, JsonValue> fields, _)
            && fields.get(RecordShape.TYPE) instanceof JsonValue.Text(String word)
            && words.containsKey(word)
        ? words.get(word).parsedPresets()
        : Map.of();
  }

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    if (!(received instanceof JsonValue.Members fields)) {
      at.refuse(this, received);
      return standIns();
    }
    JsonValue type = fields.values().get(RecordShape.TYPE);
    if (type instanceof JsonValue.Text(String text) && words.containsKey(text)) {
      FamilyWord word = words.get(text);
      return RecordShape.of(word.variant()).read(word.expanded(fields), at);
    }
    refuse(type, at.member(RecordShape.TYPE));
    return standIns();
  }

  private void refuse(@Nullable JsonValue type, JsonPosition at) {
    String hint =
        type instanceof JsonValue.Text(String word) ? Legible.hint(word, words.keySet()) : "";
    at.fault(
        "type must be "
            + Words.either(words.keySet())
            + "; received "
            + (type == null ? "none" : type.shown())
            + hint);
  }

  private List<Class<?>> variants() {
    return words.values().stream().<Class<?>>map(FamilyWord::variant).distinct().toList();
  }

  @Override
  public JsonNode write(Object value) {
    return RecordShape.of(value.getClass()).write(value);
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    boolean whole = variants().size() == Families.records(family).count();
    return whole
        ? definitions.reference(family.getSimpleName(), () -> either(definitions))
        : either(definitions);
  }

  /** The family's own schema, spelled out. */
  public ObjectNode either(SchemaDefinitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    var either = schema.putArray("oneOf");
    words.values().forEach(word -> either.add(word.schema(definitions)));
    return schema;
  }

  @Override
  public String asked() {
    return "an object whose type is " + Words.either(words.keySet());
  }

  @Override
  public Reading standIns() {
    List<Class<?>> all = variants();
    Object value = RecordShape.of(all.getFirst()).standIns().value();
    Object other = RecordShape.of(all.getLast()).standIns().value();
    return new Reading(value, other);
  }
}
