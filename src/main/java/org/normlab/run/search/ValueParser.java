package org.normlab.run.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a clause compares with. */
public final class ValueParser {
  private static final String NUMBER = "a number";
  private static final String TEXT = "a quoted text";
  private static final String MOMENT =
      "a moment: '2026-01-31', '2026-01-31T12:00:00Z', or milliseconds since 1970 as a number";

  /** Says what both databases can keep. */
  private static final long FIRST_YEAR = 1;

  private static final long LAST_YEAR = 9999;

  private final Tokens tokens;

  ValueParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Reads a number, also a quoted one, as MLflow's clients write params. */
  Object number() {
    Token token = tokens.take();
    Object number =
        token.kind() == Token.Kind.NUMBER || token.isText() ? numberOrNull(token.text()) : null;
    if (number == null) {
      throw tokens.unfit(token, NUMBER);
    }
    return number;
  }

  /** A whole number as a Long, since seeds are longer than a double is exact. */
  public static @Nullable Object numberOrNull(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return doubleOrNull(text);
    }
  }

  private static @Nullable Double doubleOrNull(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  String text() {
    Token token = tokens.take();
    if (!token.isText()) {
      throw tokens.unfit(token, TEXT);
    }
    return token.text();
  }

  /** One of a closed list, in any case, where there is one. */
  String word(List<String> words) {
    Token token = tokens.peek();
    String text = text();
    if (words.isEmpty()) {
      return text;
    }
    String word = text.toUpperCase(Locale.ROOT);
    if (!words.contains(word)) {
      throw tokens.unfit(token, "'" + String.join("', '", words) + "'");
    }
    return word;
  }

  Object numberOrText(Operator operator) {
    if (operator.isPattern()) {
      return text();
    }
    boolean equality = operator == Operator.EQUAL || operator == Operator.UNEQUAL;
    return equality && tokens.peek().isText() ? text() : equality ? numberOr(TEXT) : number();
  }

  private Object numberOr(String other) {
    if (tokens.peek().kind() != Token.Kind.NUMBER) {
      throw tokens.unfit(tokens.peek(), NUMBER + " or " + other);
    }
    return number();
  }

  OffsetDateTime moment() {
    Token token = tokens.take();
    OffsetDateTime moment = null;
    if (token.kind() == Token.Kind.NUMBER && numberOrNull(token.text()) instanceof Long millis) {
      moment = millis(millis);
    } else if (token.isText()) {
      moment = written(token.text());
    }
    if (moment == null || moment.getYear() < FIRST_YEAR || moment.getYear() > LAST_YEAR) {
      throw tokens.unfit(token, MOMENT);
    }
    return moment;
  }

  private static @Nullable OffsetDateTime millis(long millis) {
    try {
      return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable OffsetDateTime written(String text) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC)
          : LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
