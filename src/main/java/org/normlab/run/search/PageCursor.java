package org.normlab.run.search;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Describes where a page ends: a run and the values it is ordered by.
 *
 * @param keys String, Long, Double, OffsetDateTime or null
 */
record PageCursor(List<@Nullable Object> keys, String job, int number) {
  private static final int LONGEST = 20_000;

  /** A text that says the place and the order it belongs to. */
  String cursor(String orderBy) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    all.add(orderBy).add(job).add(number);
    keys.forEach(key -> all.add(key == null ? null : key.toString()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor.
   *
   * @param kinds of the keys that the order has
   * @return null where it is none, or one of another order
   */
  static @Nullable PageCursor read(String cursor, String orderBy, List<RunColumn.Kind> kinds) {
    if (cursor.length() > LONGEST) {
      return null;
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(cursor);
      JsonNode all = JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
      boolean fits =
          all.isArray()
              && all.size() == kinds.size() + 3
              && all.get(0).isString()
              && all.get(0).asString().equals(orderBy)
              && all.get(1).isString()
              && all.get(2).isInt()
              && all.valueStream().noneMatch(one -> one.isString() && isUnsafe(one.asString()));
      return fits ? read(all, kinds) : null;
    } catch (IllegalArgumentException | JacksonException | DateTimeException e) {
      return null;
    }
  }

  /** Returns what PostgreSQL would not take. */
  private static boolean isUnsafe(String text) {
    return text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static PageCursor read(JsonNode all, List<RunColumn.Kind> kinds) {
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      JsonNode key = all.get(i + 3);
      keys.add(key.isNull() ? null : value(key.asString(), kinds.get(i)));
    }
    return new PageCursor(keys, all.get(1).asString(), all.get(2).asInt());
  }

  private static Object value(String text, RunColumn.Kind kind) {
    return switch (kind) {
      case TEXT -> text;
      case NUMBER ->
          Objects.requireNonNullElseGet(
              ValueParser.numberOrNull(text),
              () -> {
                throw new IllegalArgumentException(text);
              });
      case MOMENT -> OffsetDateTime.parse(text);
    };
  }
}
