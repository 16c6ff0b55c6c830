package org.normlab.wire.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Text to {@link JsonValue}. NaN and Infinity pass, so that they get a pointer like any other
 * fault.
 */
public final class Parser {
  static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER = 400;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final JsonParser tokens;

  private Parser(JsonParser tokens) {
    this.tokens = tokens;
  }

  public static JsonValue parse(String json) throws UnreadableJson {
    try (JsonParser tokens = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (tokens.nextToken() == null) {
        throw new UnreadableJson("a JSON object is needed; received an empty text", 1, 1);
      }
      JsonValue value = new Parser(tokens).value();
      if (tokens.nextToken() != null) {
        throw unreadable("more text stands after the end", tokens.currentTokenLocation());
      }
      return value;
    } catch (JacksonException e) {
      throw unreadable(e.getOriginalMessage(), e.getLocation());
    }
  }

  private static UnreadableJson unreadable(String message, TokenStreamLocation at) {
    int line = Math.max(1, at == null ? 1 : at.getLineNr());
    int column = Math.max(1, at == null ? 1 : at.getColumnNr());
    return new UnreadableJson(Legible.cut(message, 200), line, column);
  }

  private JsonValue value() {
    JsonToken token = tokens.currentToken();
    return switch (token) {
      case START_OBJECT -> members();
      case START_ARRAY -> items();
      case VALUE_STRING -> new JsonValue.Text(tokens.getString());
      case VALUE_NUMBER_INT -> new JsonValue.Digits(tokens.getString(), true);
      case VALUE_NUMBER_FLOAT -> new JsonValue.Digits(tokens.getString(), false);
      case VALUE_TRUE -> new JsonValue.Truth(true);
      case VALUE_FALSE -> new JsonValue.Truth(false);
      case VALUE_NULL -> new JsonValue.Nothing();
      default -> throw new IllegalStateException("unexpected JSON token " + token);
    };
  }

  private JsonValue members() {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    Map<String, Integer> repeated = new LinkedHashMap<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String name = tokens.currentName();
      tokens.nextToken();
      if (values.putIfAbsent(name, value()) != null) {
        repeated.merge(name, 1, Integer::sum);
      }
    }
    return new JsonValue.Members(values, repeated);
  }

  private JsonValue items() {
    List<JsonValue> values = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      values.add(value());
    }
    return new JsonValue.Items(values);
  }
}
