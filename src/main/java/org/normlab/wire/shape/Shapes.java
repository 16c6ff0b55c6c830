package org.normlab.wire.shape;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Setting;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes which shape a component of a settings record has, by its Java type and its {@link
 * Setting}.
 */
final class Shapes {
  /** Characters that an entry of a list of strings may have. */
  private static final int MAX_ENTRY = 200;

  private Shapes() {}

  static Shape of(RecordComponent component, Setting setting) {
    Shape plain = of(component.getGenericType(), setting);
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        ? new NullableShape(plain, setting.nullAs())
        : plain;
  }

  private static Shape of(Type type, Setting setting) {
    if (type instanceof ParameterizedType generic) {
      return collection(generic, setting);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == boolean.class || plain == Boolean.class) return new TruthShape();
    if (plain == int.class || plain == Integer.class) return IntegerShape.of(setting, false);
    if (plain == long.class || plain == Long.class) return IntegerShape.of(setting, true);
    if (plain == double.class || plain == Double.class) return NumberShape.of(setting);
    if (plain == String.class) {
      return new TextShape(List.of(setting.oneOf()), setting.minSize(), setting.maxSize());
    }
    if (plain == ObjectNode.class) return new RawShape(false);
    if (plain == ArrayNode.class) return new RawShape(true);
    if (plain == Duration.class) return new DurationShape();
    if (plain.isEnum()) return WordShape.of(plain);
    if (plain.isRecord()) return RecordShape.of(plain);
    if (plain.isSealed()) return FamilyShape.of(plain, setting.among());
    throw new IllegalStateException("no JSON form for settings of " + type);
  }

  private static Shape collection(ParameterizedType type, Setting setting) {
    if (type.getRawType() == Map.class) {
      return new TagsShape(setting.maxSize());
    }
    Type item = type.getActualTypeArguments()[0];
    Shape entry =
        item == String.class
            ? new TextShape(List.of(setting.oneOf()), 0, MAX_ENTRY)
            : of(item, setting);
    return new ListShape(entry, setting.minSize(), setting.maxSize());
  }
}
