package org.normlab.setting;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settings that have no effect beside others: refused unless they are left at their default. */
public final class Unused {
  private Unused() {}

  /**
   * The fault of a setting that was set and has no effect; none where it has its default.
   *
   * @param settings the record that has the setting
   * @param why a sentence that says where it has an effect, or why it has none
   * @throws IllegalArgumentException where the record has no such setting
   */
  public static List<Problem> problems(Record settings, String name, String why) {
    RecordComponent component =
        Stream.of(settings.getClass().getRecordComponents())
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no setting " + name));
    Object value = value(component, settings);
    String preset = Objects.requireNonNull(Settings.of(component)).preset();
    return isPreset(value, preset)
        ? List.of()
        : List.of(
            new Problem(
                "/" + name,
                "%s has no effect here: %s; leave it out; received %s"
                    .formatted(name, why, shown(value))));
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case String word -> '"' + word + '"';
      case Record _ -> "an object";
      case null, default -> String.valueOf(value);
    };
  }

  private static boolean isPreset(@Nullable Object value, String preset) {
    return value instanceof Number number
        ? number.doubleValue() == Double.parseDouble(preset)
        : preset.replace("\"", "").equals(Objects.toString(value));
  }

  private static @Nullable Object value(RecordComponent component, Record settings) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
