package org.normlab.wire.json;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON as it was received: numbers keep their digits and objects remember repeated names. */
public sealed interface JsonValue {
  /** Says how much of a received value an error repeats. */
  int SHOWN = 60;

  /** An object; a repeated name keeps its first value and is counted. */
  record Members(Map<String, JsonValue> values, Map<String, Integer> repeated)
      implements JsonValue {}

  record Items(List<JsonValue> values) implements JsonValue {}

  record Text(String text) implements JsonValue {}

  /** A number; {@code integral} when it was written without point and exponent. */
  record Digits(String text, boolean integral) implements JsonValue {}

  record Truth(boolean value) implements JsonValue {}

  record Nothing() implements JsonValue {}

  /** The value as an error message repeats it. */
  default String shown() {
    return switch (this) {
      case Members m ->
          m.values.isEmpty() ? "the object {}" : "an object with " + names(m.values.keySet());
      case Items i -> i.values.isEmpty() ? "an empty list" : "a list of " + i.values.size();
      case Text t -> "the string \"" + Legible.cut(t.text, SHOWN) + "\"";
      case Digits d -> Legible.cut(d.text, SHOWN);
      case Truth t -> String.valueOf(t.value);
      case Nothing() -> "null";
    };
  }

  private static String names(Collection<String> names) {
    return Legible.cut(names.stream().limit(SHOWN).collect(Collectors.joining(", ")), SHOWN);
  }
}
