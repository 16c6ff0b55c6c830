package org.normlab.wire.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.normlab.setting.Setting;
import org.normlab.wire.json.JsonValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An integer, written without point and exponent, both bounds inclusive.
 *
 * @param wide whether Java holds it as a long and not as an int
 */
record IntegerShape(long min, long max, boolean wide) implements Shape {
  static IntegerShape of(Setting setting, boolean wide) {
    long lowest = wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
    long highest = wide ? Long.MAX_VALUE : Integer.MAX_VALUE;
    long min = Math.max(ceiling(setting.min(), lowest), next(setting.above(), lowest));
    long max = Math.min(floor(setting.max(), highest), previous(setting.below(), highest));
    return new IntegerShape(min, max, wide);
  }

  private static long ceiling(double bound, long otherwise) {
    return bound <= otherwise ? otherwise : (long) Math.ceil(bound);
  }

  private static long next(double bound, long otherwise) {
    return bound < otherwise ? otherwise : (long) Math.floor(bound) + 1;
  }

  private static long floor(double bound, long otherwise) {
    return bound >= otherwise ? otherwise : (long) Math.floor(bound);
  }

  private static long previous(double bound, long otherwise) {
    return bound > otherwise ? otherwise : (long) Math.ceil(bound) - 1;
  }

  @Override
  public Reading read(JsonValue received, JsonPosition at) {
    if (received instanceof JsonValue.Digits(String text, boolean integral) && integral) {
      BigInteger value = new BigInteger(text);
      if (value.compareTo(BigInteger.valueOf(min)) >= 0
          && value.compareTo(BigInteger.valueOf(max)) <= 0) {
        return Reading.of(sized(value.longValue()));
      }
    }
    at.refuse(this, received);
    return standIns();
  }

  private Object sized(long value) {
    return wide ? (Object) value : (Object) Math.toIntExact(value);
  }

  @Override
  public JsonNode write(Object value) {
    return JsonNodeFactory.instance.numberNode(((Number) value).longValue());
  }

  @Override
  public ObjectNode schema(SchemaDefinitions definitions) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "integer")
        .put("minimum", min)
        .put("maximum", max);
  }

  @Override
  public String asked() {
    return "an integer from " + min + " to " + max;
  }

  @Override
  public Reading standIns() {
    BigDecimal middle =
        BigDecimal.valueOf(min)
            .add(BigDecimal.valueOf(max))
            .divide(BigDecimal.TWO, RoundingMode.FLOOR);
    return new Reading(sized(min), sized(middle.longValue()));
  }
}
