package org.normlab.study.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normlab.wire.json.Legible;
import tools.jackson.databind.JsonNode;

/** Describes how people call a value: its type and what it sets, in few words. */
public final class Labels {
  private static final int LONGEST = 80;

  /** Integers of more bits are not all doubles: such a seed keeps every digit. */
  private static final int EXACT_BITS = 53;

  private Labels() {}

  static String of(JsonNode value) {
    String label = text(value);
    return Legible.cut(label, LONGEST);
  }

  private static String text(JsonNode value) {
    if (value.isString()) {
      return value.asString();
    }
    if (value.isIntegralNumber() && value.bigIntegerValue().bitLength() > EXACT_BITS) {
      return value.bigIntegerValue().toString();
    }
    if (value.isNumber()) {
      return number(value.asDouble());
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(text(item)));
      return sameAll(items) ? items.getFirst() + "×" + items.size() : String.join(" ", items);
    }
    return value.isObject() ? object(value) : String.valueOf(value);
  }

  private static boolean sameAll(List<String> items) {
    return items.size() > 2 && items.stream().distinct().count() == 1;
  }

  /** Writes a number as short as it allows: 0.1, 1.0E-4 as 1e-4, 128. */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.valueOf((long) value);
    }
    if (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6) {
      return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value).replace(".0E", "E").replace('E', 'e');
  }

  private static String object(JsonNode value) {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (field.getKey().equals("type") || field.getKey().equals("name")) {
        words.addFirst(text(field.getValue()));
      } else {
        words.add(field.getKey() + "=" + text(field.getValue()));
      }
    }
    return String.join(" ", words);
  }
}
