package org.normlab.wire.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A constant of an enum as a word: its name in lower case, with hyphens. */
record WordShape(List<Enum<?>> constants, TextShape text) implements Shape {
  static WordShape of(Class<?> type) {
    List<Enum<?>> constants =
        Arrays.stream(type.getEnumConstants()).<Enum<?>>map(one -> (Enum<?>) one).toList();
    return new WordShape(
        constants, new TextShape(constants.stream().map(WordShape::word).toList(), 0, 0));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Enum<?> constant(Object word) {
    return constants.stream().filter(one -> word(one).equals(word)).findFirst().orElseThrow();
  }

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    return constants(text.read(received, at));
  }

  private Reading constants(Reading words) {
    return new Reading(
        constant(String.valueOf(words.value())), constant(String.valueOf(words.other())));
  }

  @Override
  public JsonNode write(Object value) {
    return text.write(word((Enum<?>) value));
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    return text.schema(definitions);
  }

  @Override
  public String asked() {
    return text.asked();
  }

  @Override
  public Reading standIns() {
    return constants(text.standIns());
  }
}
