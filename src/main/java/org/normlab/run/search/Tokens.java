package org.normlab.run.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a filter or an order, read one after another. */
final class Tokens {
  static final int LONGEST = 4000;

  private static final Pattern PIECE =
      Pattern.compile(
          "(?<space>\\s+)"
              + "|(?<number>[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?)(?![\\p{L}_])"
              + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_./:-]*+)"
              + "|(?<sign>!=|>=|<=|[=<>(),])");
  private static final Map<Character, Token.Kind> QUOTES =
      Map.of('\'', Token.Kind.TEXT, '"', Token.Kind.QUOTED, '`', Token.Kind.BACKTICKED);
  private static final String PIECES =
      "a key, a comparison, a number, a 'quoted' text, a comma or a parenthesis";

  private final String parameter;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  /**
   * Cuts a text into tokens.
   *
   * @throws BadFilter where it has other characters, or a quote that does not end
   */
  Tokens(String parameter, String text) {
    this.parameter = parameter;
    if (text.length() > LONGEST) {
      throw bad(LONGEST + 1, text.length() + " characters", "at most " + LONGEST);
    }
    refuseControls(text);
    Matcher piece = PIECE.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (QUOTES.containsKey(text.charAt(at))) {
        at = quoted(text, at);
        continue;
      }
      if (!piece.region(at, text.length()).lookingAt()) {
        String sign = Character.toString(text.codePointAt(at));
        throw bad(at + 1, "`" + sign + "`", PIECES);
      }
      add(piece);
      at = piece.end();
    }
    tokens.add(new Token(Token.Kind.END, "", text.length() + 1));
  }

  /** A NUL would not reach PostgreSQL; none of them is meant. */
  private void refuseControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((Character.isISOControl(c) && !Character.isWhitespace(c)) || unpaired(text, i)) {
        throw bad(i + 1, "character U+%04X".formatted((int) c), "printable characters");
      }
    }
  }

  private static boolean unpaired(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private void add(Matcher piece) {
    if (piece.group("number") != null) {
      add(Token.Kind.NUMBER, piece);
    } else if (piece.group("word") != null) {
      add(Token.Kind.WORD, piece);
    } else if (piece.group("sign") != null) {
      add(Token.Kind.SIGN, piece);
    }
  }

  private void add(Token.Kind kind, Matcher piece) {
    tokens.add(new Token(kind, piece.group(), piece.start() + 1));
  }

  /** A quote within quotes is written twice. */
  private int quoted(String text, int start) {
    char quote = text.charAt(start);
    StringBuilder inside = new StringBuilder();
    int at = start + 1;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != quote) {
        inside.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        inside.append(c);
        at++;
      } else {
        Token.Kind kind = kind(quote);
        tokens.add(new Token(kind, inside.toString(), start + 1));
        return at;
      }
    }
    throw bad(start + 1, "a quote that does not end", "a closing " + quote);
  }

  private static Token.Kind kind(char quote) {
    return QUOTES.getOrDefault(quote, Token.Kind.TEXT);
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The end comes again and again. */
  Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  boolean takeIf(String word) {
    boolean is = peek().is(word);
    if (is) {
      take();
    }
    return is;
  }

  void expect(String word, String allowed) {
    if (!takeIf(word)) {
      throw unfit(peek(), allowed);
    }
  }

  boolean isAtEnd() {
    return peek().kind() == Token.Kind.END;
  }

  BadFilter unfit(Token token, String allowed) {
    return bad(token.position(), token.shown(), allowed);
  }

  private BadFilter bad(int position, String received, String allowed) {
    return new BadFilter(parameter, position, received, allowed);
  }
}
