package org.normlab.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.normlab.wire.json.Legible;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what stands in a request's address, and refuses what cannot be meant. */
public final class RequestParams {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int LONGEST = 600;
  private static final int LONGEST_KEY = 255;
  private static final int LONGEST_REASON = 1000;
  private static final int LONGEST_QUOTE = 80;

  /** Reads JSON under the same rules and the same depth limit as the body of a job. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(400)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private RequestParams() {}

  /** Tells whether a text has the form of an id; any other text names nothing. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Cuts a received text for an error, so that a reader still sees which it was. */
  public static String quoted(String text) {
    return Legible.cut(text, LONGEST_QUOTE);
  }

  /** Prints received JSON for an error. */
  public static String quoted(JsonNode value) {
    return quoted(value.toString());
  }

  /** One of the words of an enum, in any case, with "-" for "_". */
  public static <E extends Enum<E>> E word(String name, String value, Class<E> words) {
    String wanted = value.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(words.getEnumConstants())
        .filter(word -> word.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    "%s must be one of %s; received \"%s\""
                        .formatted(
                            name, Arrays.toString(words.getEnumConstants()), quoted(value))));
  }

  /** Refuses what is no Idempotency-Key. */
  public static void key(@Nullable String key) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw bad("an Idempotency-Key has 1 to " + LONGEST_KEY + " characters");
    }
  }

  /** Explains why something is cancelled, of a body {@code {"reason": text}} or an empty one. */
  public static @Nullable String reason(String body) {
    if (body.isBlank()) {
      return null;
    }
    JsonNode reason = members(body, Set.of("reason")).path("reason");
    if (!reason.isMissingNode() && !reason.isNull() && !reason.isString()) {
      throw bad("reason must be a text; received " + quoted(reason));
    }
    String text = Legible.cut(reason.asString(""), Integer.MAX_VALUE);
    if (text.length() > LONGEST_REASON) {
      throw bad("a reason has at most " + LONGEST_REASON + " characters");
    }
    return text;
  }

  /** A body as JSON. */
  public static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw bad("the body is not readable JSON: " + Legible.cut(e.getOriginalMessage(), 200));
    }
  }

  /** A body that is an object with no other fields than these. */
  public static JsonNode members(String body, Set<String> known) {
    JsonNode tree = tree(body);
    if (!tree.isObject()) {
      throw bad("the body must be an object; received " + quoted(tree));
    }
    for (String name : tree.propertyNames()) {
      if (!known.contains(name)) {
        throw bad(
            "unknown field \"%s\"%s; allowed are %s"
                .formatted(
                    Legible.cut(name, 60), Legible.hint(name, known), String.join(", ", known)));
      }
    }
    return tree;
  }

  public static @Nullable String text(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
      throw bad("%s takes at most %d printable characters".formatted(name, LONGEST));
    }
    return value;
  }

  public static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw bad("%s must be %d to %d; received %d".formatted(name, least, most, value));
    }
    return value;
  }

  public static String cursor(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(id.getBytes(StandardCharsets.US_ASCII));
  }

  public static @Nullable String afterCursor(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      String id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (isId(id)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like any other text that no page has given.
    }
    throw bad("cursor must be a nextCursor of a page before; received \"" + quoted(cursor) + "\"");
  }

  /** Describes a query string that cannot be decoded. */
  static Refusal noQuery() {
    return bad("the query is no list of name=value in percent-encoded UTF-8");
  }

  public static Refusal bad(String detail) {
    return new Refusal(HttpStatus.BAD_REQUEST, detail);
  }
}
