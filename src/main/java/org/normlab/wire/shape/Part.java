package org.normlab.wire.shape;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Setting;
import org.normlab.setting.Settings;
import org.normlab.wire.json.JsonValue;
import org.normlab.wire.shape.Shape.Reading;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes what one component of a settings record contributes to the record's object. */
sealed interface Part permits SettingPart, UnionPart, KindPart, Part.Embedded {
  /**
   * A component without {@link Setting} is a record, or a sealed family of records, whose settings
   * stand beside the others.
   */
  static Part of(RecordComponent component) {
    Setting setting = Settings.of(component);
    if (setting != null) {
      return SettingPart.of(component, setting);
    }
    Class<?> type = component.getType();
    if (!type.isSealed()) {
      return new Embedded(RecordShape.of(type));
    }
    return Settings.shared(type).isEmpty() ? UnionPart.of(type) : KindPart.of(type);
  }

  List<String> names();

  Reading read(JsonValue.Members received, JsonPosition record);

  void write(@Nullable Object component, ObjectNode record);

  void describe(Fields fields, SchemaDefinitions definitions);

  Reading standIns();

  /**
   * The keywords of an object's schema that grow with every part.
   *
   * @param choices schemas of which exactly one fits; empty where there is nothing to choose
   */
  record Fields(ObjectNode properties, ArrayNode required, ArrayNode choices) {
    Fields() {
      this(
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.arrayNode(),
          JsonNodeFactory.instance.arrayNode());
    }
  }

  record Embedded(RecordShape shape) implements Part {
    @Override
    public List<String> names() {
      return shape.names();
    }

    @Override
    public Reading read(JsonValue.Members received, JsonPosition record) {
      return shape.make(received, record);
    }

    @Override
    public void write(@Nullable Object component, ObjectNode record) {
      if (component != null) {
        record.setAll(shape.write(component));
      }
    }

    @Override
    public void describe(Fields fields, SchemaDefinitions definitions) {
      shape.describe(fields, definitions);
    }

    @Override
    public Reading standIns() {
      return shape.standIns();
    }
  }
}
