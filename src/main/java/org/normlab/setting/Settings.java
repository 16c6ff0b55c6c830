package org.normlab.setting;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the settings of records: those that stand at their components, and those that an interface
 * declares at its accessors for all records of a family.
 */
public final class Settings {
  private Settings() {}

  /** Returns the setting of a component; null where its own settings stand beside the others. */
  public static @Nullable Setting of(RecordComponent component) {
    Setting own = component.getAnnotation(Setting.class);
    return own != null ? own : declared(component);
  }

  private static @Nullable Setting declared(RecordComponent component) {
    return Stream.of(component.getDeclaringRecord().getInterfaces())
        .flatMap(family -> Stream.of(family.getMethods()))
        .filter(accessor -> accessor.getName().equals(component.getName()))
        .map(accessor -> accessor.getAnnotation(Setting.class))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Returns the names of the settings that a family declares for all its records. */
  public static List<String> shared(Class<?> family) {
    return Stream.of(family.getMethods())
        .filter(accessor -> accessor.isAnnotationPresent(Setting.class))
        .map(Method::getName)
        .toList();
  }
}
