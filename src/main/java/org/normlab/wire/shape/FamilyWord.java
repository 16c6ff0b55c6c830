package org.normlab.wire.shape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.normlab.setting.Named;
import org.normlab.setting.Shorthand;
import org.normlab.wire.json.JsonValue;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One word by which JSON names a record of a family: the record's own, or a {@link Shorthand}.
 *
 * @param settings the record's defaults that are other than usual, as a JSON object
 * @param presets defaults of settings beside the record, as a JSON object
 */
public record FamilyWord(
    String word, Class<?> variant, String summary, String settings, String presets) {
  /** Returns the words of a record, its own first. */
  static Stream<FamilyWord> of(Class<?> variant) {
    return Stream.concat(
        Stream.of(own(variant)),
        Stream.ofNullable(variant.getAnnotation(Shorthand.class)).map(brief -> of(variant, brief)));
  }

  /** Returns the word that a record is written by. */
  static FamilyWord own(Class<?> variant) {
    Named named = named(variant);
    return new FamilyWord(named.value(), variant, named.summary(), "{}", named.presets());
  }

  private static FamilyWord of(Class<?> variant, Shorthand brief) {
    return new FamilyWord(
        brief.value(), variant, brief.summary(), brief.settings(), brief.presets());
  }

  private static Named named(Class<?> variant) {
    return Objects.requireNonNull(variant.getAnnotation(Named.class), variant.getName());
  }

  /** Returns the object with the variant's own word as its type, in place of this one. */
  JsonValue.Members expanded(JsonValue.Members received) {
    Map<String, JsonValue> all = new LinkedHashMap<>(received.values());
    parsed(settings).forEach(all::putIfAbsent);
    all.put(RecordShape.TYPE, new JsonValue.Text(named(variant).value()));
    return new JsonValue.Members(all, received.repeated());
  }

  /** Returns defaults of the settings beside it. */
  Map<String, JsonValue> parsedPresets() {
    return parsed(presets);
  }

  private Map<String, JsonValue> parsed(String json) {
    try {
      if (Parser.parse(json) instanceof JsonValue.Members(Map<String, JsonValue> values, _)) {
        return values;
      }
    } catch (UnreadableJson e) {
      throw new IllegalStateException("defaults of " + word + " are no JSON", e);
    }
    throw new IllegalStateException("defaults of " + word + " are no object");
  }

  /** Returns the schema of objects that name their type by this word. */
  public ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = RecordShape.of(variant).schema(definitions);
    schema.put("title", word).put("description", description());
    ObjectNode properties = schema.withObject("/properties");
    properties.withObject("/" + RecordShape.TYPE).put("const", word);
    tree(settings)
        .forEachEntry((name, value) -> properties.withObject("/" + name).set("default", value));
    return schema;
  }

  /** Settings beside a variant have their default in one place; what differs is told here. */
  String description() {
    String own = named(variant).value();
    String brief = word.equals(own) ? "" : " Is " + own + " with " + tree(settings) + ".";
    JsonNode beside = tree(presets);
    return summary
        + brief
        + (beside.isEmpty() ? "" : " Where a job does not say otherwise: " + beside + ".");
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
