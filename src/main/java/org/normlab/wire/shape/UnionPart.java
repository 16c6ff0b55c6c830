package org.normlab.wire.shape;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.normlab.wire.json.JsonValue;
import org.normlab.wire.shape.Shape.Reading;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sealed family whose settings stand beside the others of a record. Which of its records is meant
 * is told by the first setting of each, of which exactly one is given; null is as if not given.
 *
 * @param variants by the name of their first setting
 */
record UnionPart(Variants variants) implements Part {
  static UnionPart of(Class<?> family) {
    Map<String, RecordShape> variants = new LinkedHashMap<>();
    for (Class<?> variant : family.getPermittedSubclasses()) {
      RecordShape shape = RecordShape.of(variant);
      variants.put(shape.names().getFirst(), shape);
    }
    return new UnionPart(new Variants(variants));
  }

  /** Lists all settings; one that several records share stands where the last of them has it. */
  @Override
  public List<String> names() {
    SequencedSet<String> names = new LinkedHashSet<>();
    variants.shapes().forEach(variant -> variant.names().forEach(names::addLast));
    return List.copyOf(names);
  }

  @Override
  public Reading read(JsonValue.Members received, JsonPosition record) {
    Map<String, JsonValue> given = new LinkedHashMap<>(received.values());
    given.keySet().retainAll(names());
    given.values().removeIf(JsonValue.Nothing.class::isInstance);
    List<RecordShape> chosen = variants.chosen(given, record);
    variants.foreign(given, chosen, record).forEach(record.faults()::addRule);
    JsonValue.Members own = new JsonValue.Members(given, Map.of());
    List<Reading> made = chosen.stream().map(variant -> variant.make(own, record)).toList();
    return made.isEmpty()
        ? standIns()
        : new Reading(made.getFirst().value(), made.getLast().other());
  }

  /** Writes the settings of all records, null where the value is of another one. */
  @Override
  public void write(@Nullable Object component, ObjectNode record) {
    names().forEach(record::putNull);
    if (component != null) {
      record.setAll(RecordShape.of(component.getClass()).write(component));
    }
  }

  @Override
  public void describe(Fields fields, SchemaDefinitions definitions) {
    Map<String, ObjectNode> schemas = new LinkedHashMap<>();
    for (Map.Entry<String, RecordShape> variant : variants.byKey().entrySet()) {
      Fields own = new Fields();
      variant.getValue().describe(own, definitions);
      own.properties()
          .forEachEntry((name, schema) -> schemas.put(name, optional((ObjectNode) schema)));
      fields.choices().add(choice(variant.getKey(), own.required()));
    }
    names().forEach(name -> fields.properties().set(name, schemas.get(name)));
  }

  /** The schema of a setting that only some records have: null in the others. */
  private static ObjectNode optional(ObjectNode schema) {
    if (schema.path("default").isNull()) {
      return schema;
    }
    ObjectNode optional = JsonNodeFactory.instance.objectNode();
    ObjectNode plain = schema.deepCopy().without(List.of("description", "default"));
    optional.putArray("anyOf").add(plain).addObject().put("type", "null");
    String preset = schema.has("default") ? " [" + schema.get("default") + "]" : "";
    optional.put("description", schema.path("description").asString() + preset);
    return optional.putNull("default");
  }

  /** The schema of objects that choose the record with this first setting. */
  private static ObjectNode choice(String key, ArrayNode required) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    choice.putObject("properties").putObject(key).putObject("not").put("type", "null");
    choice.set("required", required);
    return choice;
  }

  @Override
  public Reading standIns() {
    return new Reading(variants.first().standIns().value(), variants.last().standIns().value());
  }
}
