package org.normlab.wire.shape;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Words;
import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A settings record as an object; a {@link Named} record has its word as {@code type}. */
public final class RecordShape implements Shape {
  static final String TYPE = "type";

  private static final ClassValue<RecordShape> KNOWN =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final Class<?> type;
  private final @Nullable Named named;
  private final Constructor<?> constructor;
  private volatile @Nullable List<Part> parts;

  private RecordShape(Class<?> type) {
    this.type = type;
    this.named = type.getAnnotation(Named.class);
    this.constructor = canonical(type);
  }

  public static RecordShape of(Class<?> type) {
    return KNOWN.get(type);
  }

  private static Constructor<?> canonical(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalStateException("settings must be a record; " + type + " is none");
    }
    Stream<RecordComponent> components = Stream.of(type.getRecordComponents());
    try {
      return type.getDeclaredConstructor(
          components.map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Found at the first use, since a method may contain methods and so itself. */
  private List<Part> parts() {
    List<Part> known = parts;
    if (known == null) {
      known = Stream.of(type.getRecordComponents()).map(Part::of).toList();
      parts = known;
    }
    return known;
  }

  /** The names that its object may have. */
  List<String> names() {
    Stream<String> word = named == null ? Stream.empty() : Stream.of(TYPE);
    return Stream.concat(word, parts().stream().flatMap(part -> part.names().stream())).toList();
  }

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    if (!(received instanceof JsonValue.Members fields)) {
      at.refuse(this, received);
      return standIns();
    }
    at.checkNames(fields, names());
    return make(fields, at);
  }

  /** Reads its settings from an object that may have others too. */
  Reading make(JsonValue.Members fields, JsonPosition at) {
    JsonValue.Members all = withPresets(fields);
    Reading made = made(parts().stream().map(part -> part.read(all, at)).toList());
    if (made.value() instanceof Checked value && made.other() instanceof Checked other) {
      at.faults().addAgreed(problems(at, value), problems(at, other));
    }
    return made;
  }

  /**
   * Returns what was received, and what the variants chosen, or by default, ask for beside them.
   */
  private JsonValue.Members withPresets(JsonValue.Members received) {
    Map<String, JsonValue> all = new LinkedHashMap<>(received.values());
    for (Part part : parts()) {
      if (part instanceof SettingPart setting && setting.shape() instanceof FamilyShape family) {
        family.presets(setting.given(received)).forEach(all::putIfAbsent);
      }
    }
    return new JsonValue.Members(all, received.repeated());
  }

  private static List<Problem> problems(JsonPosition at, Checked record) {
    return record.problems().stream()
        .map(fault -> new Problem(at.pointer() + fault.pointer(), fault.detail()))
        .toList();
  }

  private Reading made(List<Reading> readings) {
    Object value = construct(readings.stream().map(Reading::value).toArray());
    boolean same =
        readings.stream().allMatch(reading -> Objects.equals(reading.value(), reading.other()));
    return same
        ? Reading.of(value)
        : new Reading(value, construct(readings.stream().map(Reading::other).toArray()));
  }

  private Object construct(@Nullable Object[] components) {
    try {
      return constructor.newInstance(components);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    }
  }

  @Override
  public ObjectNode write(Object value) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (named != null) {
      node.put(TYPE, named.value());
    }
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      parts().get(i).write(component(components[i], value), node);
    }
    return node;
  }

  private static @Nullable Object component(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    Part.Fields fields = new Part.Fields();
    if (named != null) {
      schema.put("title", named.value()).put("description", FamilyWord.own(type).description());
      fields.properties().putObject(TYPE).put("const", named.value());
      fields.required().add(TYPE);
    }
    describe(fields, definitions);
    schema.set("properties", fields.properties());
    if (!fields.required().isEmpty()) {
      schema.set("required", fields.required());
    }
    if (!fields.choices().isEmpty()) {
      schema.set("oneOf", fields.choices());
    }
    return schema.put("additionalProperties", false);
  }

  void describe(Part.Fields fields, SchemaDefinitions definitions) {
    parts().forEach(part -> part.describe(fields, definitions));
  }

  @Override
  public String asked() {
    return names().isEmpty() ? "an empty object" : "an object with " + Words.either(names());
  }

  @Override
  public Reading standIns() {
    return made(parts().stream().map(Part::standIns).toList());
  }
}
