package org.normlab.wire.json;

import java.util.Collection;
import org.normlab.setting.NearestWord;

/** Words for error messages: safe to print, short, with the nearest known word. */
public final class Legible {
  private Legible() {}

  /** Removes NUL, other control characters and halves of surrogate pairs; cut to a length. */
  public static String cut(String text, int length) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(length)
        .map(c -> Character.isISOControl(c) || isHalf(c) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return text.codePointCount(0, text.length()) > length ? clean + "…" : clean.toString();
  }

  /** At most so many UTF-16 units of a text, which never end within a surrogate pair. */
  public static String fit(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /**
   * Returns whether a database and UTF-8 can hold the text: no NUL, no half of a surrogate pair.
   */
  public static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || isHalf(c));
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** A hint at the known word that was probably meant; empty when none is near. */
  public static String hint(String received, Collection<String> known) {
    return NearestWord.hint(received, known);
  }
}
