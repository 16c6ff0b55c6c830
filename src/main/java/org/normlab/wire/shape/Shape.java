package org.normlab.wire.shape;

import org.jspecify.annotations.Nullable;
import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes how one type of setting stands in JSON: read, written, described. */
public sealed interface Shape
    permits TruthShape,
        IntegerShape,
        NumberShape,
        TextShape,
        WordShape,
        DurationShape,
        TagsShape,
        ListShape,
        RawShape,
        NullableShape,
        RecordShape,
        FamilyShape {
  /** The value; where it is faulty, the faults go to the place and stand-ins come back. */
  Reading read(JsonValue received, JsonPosition at);

  JsonNode write(Object value);

  /** JSON Schema 2020-12; families become references into the definitions. */
  ObjectNode schema(SchemaDefinitions definitions);

  /** The allowed values as the end of a sentence: "an integer from 1 to 10". */
  String asked();

  /** Two allowed values, different where possible, to go on checking with. */
  Reading standIns();

  /**
   * Describes what was read.
   *
   * @param value the received value, or a stand-in for a faulty one
   * @param other the same received value, or a second stand-in
   */
  record Reading(@Nullable Object value, @Nullable Object other) {
    static Reading of(@Nullable Object value) {
      return new Reading(value, value);
    }
  }
}
