package org.normlab.wire.shape;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.setting.Settings;
import org.normlab.setting.Words;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.JsonValue;
import org.normlab.wire.shape.Shape.Reading;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sealed family that declares settings for all its records, and whose settings stand beside the
 * others of a record. Which of its records is meant is told by the first setting that is a record's
 * own, of which exactly one is given. Settings of the other records are not written.
 *
 * @param variants by the name of the first setting of their own
 */
record KindPart(Variants variants) implements Part {
  static KindPart of(Class<?> family) {
    List<String> shared = Settings.shared(family);
    Map<String, RecordShape> variants = new LinkedHashMap<>();
    for (Class<?> variant : family.getPermittedSubclasses()) {
      RecordShape shape = RecordShape.of(variant);
      String key =
          shape.names().stream().filter(name -> !shared.contains(name)).findFirst().orElseThrow();
      variants.put(key, shape);
    }
    return new KindPart(new Variants(variants));
  }

  private boolean isOne() {
    return variants.shapes().size() == 1;
  }

  /** Lists the settings of the first record, then those of the others that it does not have. */
  @Override
  public List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    variants.shapes().forEach(variant -> names.addAll(variant.names()));
    return List.copyOf(names);
  }

  @Override
  public Reading read(JsonValue.Members received, JsonPosition record) {
    if (isOne()) {
      return variants.first().make(received, record);
    }
    if (variants.byKey().keySet().stream().noneMatch(received.values()::containsKey)) {
      return undecided(received, record);
    }
    List<RecordShape> chosen = variants.chosen(received.values(), record);
    variants.foreign(received.values(), chosen, record).forEach(record.faults()::add);
    List<Reading> made = chosen.stream().map(variant -> variant.make(received, record)).toList();
    return new Reading(made.getFirst().value(), made.getLast().other());
  }

  /**
   * Reads as the first record what does not say which it is, so that its other faults are found;
   * that its key is missing is said of all keys.
   */
  private Reading undecided(JsonValue.Members received, JsonPosition record) {
    Faults faults = new Faults();
    Reading made =
        variants
            .first()
            .make(received, new JsonPosition(record.pointer(), record.name(), "", faults));
    Set<String> keys = variants.byKey().keySet();
    String missing = record.member(keys.iterator().next()).pointer();
    String detail = "exactly one of %s is required; received none".formatted(Words.all(keys));
    faults.all().stream()
        .map(fault -> fault.pointer().equals(missing) ? new Problem(missing, detail) : fault)
        .forEach(record.faults()::add);
    return made;
  }

  @Override
  public void write(@Nullable Object component, ObjectNode record) {
    if (component != null) {
      record.setAll(RecordShape.of(component.getClass()).write(component));
    }
  }

  @Override
  public void describe(Fields fields, SchemaDefinitions definitions) {
    if (isOne()) {
      variants.first().describe(fields, definitions);
      return;
    }
    Map<RecordShape, Fields> each = new LinkedHashMap<>();
    for (RecordShape variant : variants.shapes()) {
      Fields own = new Fields();
      variant.describe(own, definitions);
      own.properties().forEachEntry(fields.properties()::putIfAbsent);
      each.put(variant, own);
    }
    Fields common = Objects.requireNonNull(each.get(variants.first()));
    common.required().forEach(name -> addCommon(name.asString(), each, fields));
    each.forEach((variant, own) -> fields.choices().add(choice(variant, own)));
  }

  private static void addCommon(String name, Map<RecordShape, Fields> each, Fields fields) {
    if (each.values().stream()
        .allMatch(own -> own.required().valueStream().anyMatch(r -> r.asString().equals(name)))) {
      fields.required().add(name);
    }
  }

  /** The schema of objects that have what a record needs, and nothing of other records. */
  private ObjectNode choice(RecordShape variant, Fields own) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    ObjectNode properties = choice.putObject("properties");
    names().stream()
        .filter(name -> !variant.names().contains(name))
        .forEach(name -> properties.putObject(name).putObject("not"));
    choice.set("required", own.required());
    return choice;
  }

  @Override
  public Reading standIns() {
    return new Reading(variants.first().standIns().value(), variants.last().standIns().other());
  }
}
