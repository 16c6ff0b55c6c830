package org.normlab.wire.shape;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Setting;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.JsonValue;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import org.normlab.wire.shape.Shape.Reading;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One setting of a record: its name, meaning, default and shape. */
record SettingPart(String name, Setting setting, Shape shape) implements Part {
  static SettingPart of(RecordComponent component, Setting setting) {
    String name = setting.name().isEmpty() ? component.getName() : setting.name();
    return new SettingPart(name, setting, Shapes.of(component, setting));
  }

  private boolean isRequired() {
    return setting.preset().equals(Setting.REQUIRED);
  }

  @Override
  public List<String> names() {
    return List.of(name);
  }

  /** The received value, the default of a missing one, or a fault. */
  @Override
  public Reading read(JsonValue.Members received, JsonPosition record) {
    JsonValue value = received.values().get(name);
    JsonPosition here = record.member(name);
    if (value != null) {
      return shape.read(value, here);
    }
    if (!isRequired()) {
      return Reading.of(preset());
    }
    here.fault(
        name + " is required (" + setting.value() + "): " + shape.asked() + "; received none");
    return shape.standIns();
  }

  /** Returns the received value, or the default of a missing one; null where it has none. */
  @Nullable JsonValue given(JsonValue.Members received) {
    JsonValue value = received.values().get(name);
    return value != null || isRequired() ? value : parsedPreset();
  }

  private @Nullable Object preset() {
    Faults faults = new Faults();
    Object value = shape.read(parsedPreset(), JsonPosition.root(faults)).value();
    if (faults.all().isEmpty()) {
      return value;
    }
    throw new IllegalStateException("default of " + name + " is not allowed: " + faults.all());
  }

  private JsonValue parsedPreset() {
    try {
      return Parser.parse(setting.preset());
    } catch (UnreadableJson e) {
      throw new IllegalStateException("default of " + name + " is no JSON: " + setting, e);
    }
  }

  @Override
  public Reading standIns() {
    return isRequired() ? shape.standIns() : Reading.of(preset());
  }

  @Override
  public void write(@Nullable Object component, ObjectNode record) {
    if (component != null) {
      record.set(name, shape.write(component));
    } else if (setting.nullAs().equals("null")) {
      record.set(name, JsonNodeFactory.instance.nullNode());
    } else {
      record.put(name, setting.nullAs());
    }
  }

  @Override
  public void describe(Fields fields, SchemaDefinitions definitions) {
    ObjectNode schema = shape.schema(definitions).put("description", setting.value());
    if (isRequired()) {
      fields.required().add(name);
    } else {
      schema.set("default", JsonMapper.shared().readTree(setting.preset()));
    }
    fields.properties().set(name, schema);
  }
}
