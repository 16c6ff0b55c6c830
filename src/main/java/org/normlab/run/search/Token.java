package org.normlab.run.search;

/**
 * A piece of a filter.
 *
 * @param text of a quoted one what is within the quotes
 * @param position of its first character, from 1
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    /** A bare key, which may hold dots, or a keyword. */
    WORD,
    /** {@code "a key or a text"}. */
    QUOTED,
    /** {@code `a key`}. */
    BACKTICKED,
    /** {@code 'a text'}. */
    TEXT,
    NUMBER,
    /** A comparison, a parenthesis or a comma. */
    SIGN,
    END
  }

  boolean is(String word) {
    return !isQuoted() && text.equalsIgnoreCase(word);
  }

  boolean isQuoted() {
    return isText() || kind == Kind.BACKTICKED;
  }

  boolean isText() {
    return kind == Kind.TEXT || kind == Kind.QUOTED;
  }

  /** Returns the token as an error shows it. */
  String shown() {
    return switch (kind) {
      case END -> "the end";
      case TEXT -> "'" + text + "'";
      case QUOTED -> "\"" + text + "\"";
      case BACKTICKED, WORD, NUMBER, SIGN -> "`" + text + "`";
    };
  }
}
