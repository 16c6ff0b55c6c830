package org.normlab.wire.shape;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A duration of ISO 8601 in days, hours, minutes and whole seconds: {@code PT2H}. */
record DurationShape() implements Shape {
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Pattern FORM =
      Pattern.compile(
          "^P(?!$)([0-9]{1,9}D)?(T(?=[0-9])([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,9}S)?)?$");

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    if (received instanceof JsonValue.Text(String text) && FORM.matcher(text).matches()) {
      Duration value = parse(text);
      if (value.isPositive() && value.compareTo(LONGEST) <= 0) {
        return Reading.of(value);
      }
    }
    at.refuse(this, received);
    return standIns();
  }

  private static Duration parse(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  @Override
  public JsonNode write(Object value) {
    return JsonNodeFactory.instance.stringNode(value.toString());
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "string")
        .put("format", "duration")
        .put("pattern", FORM.pattern());
  }

  @Override
  public String asked() {
    return "an ISO 8601 duration from PT1S to P365D, such as \"PT2H\"";
  }

  @Override
  public Reading standIns() {
    return new Reading(Duration.ofHours(1), Duration.ofHours(2));
  }
}
