package org.normlab.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words for error messages: safe to print, short, with the nearest known word. */
final class Legible {
  private Legible() {}

  /** Without NUL, other control characters and halves of surrogate pairs; cut to a length. */
  static String cut(String text, int length) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(length)
        .map(c -> Character.isISOControl(c) || isHalf(c) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return text.codePointCount(0, text.length()) > length ? clean + "…" : clean.toString();
  }

  /** Whether a database and UTF-8 can hold the text: no NUL, no half of a surrogate pair. */
  static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || isHalf(c));
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** {@code a, b or c}. */
  static String either(Collection<String> words) {
    List<String> all = List.copyOf(words);
    return all.size() < 2
        ? String.join("", all)
        : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
  }

  /** A hint at the known word that was probably meant; empty when none is near. */
  static String hint(String received, Collection<String> known) {
    String word = plain(received);
    Optional<String> nearest =
        word.length() > SUSPICIOUS
            ? Optional.empty()
            : known.stream()
                .filter(k -> distance(word, plain(k)) <= Math.max(1, plain(k).length() / 3))
                .min(Comparator.comparingInt(k -> distance(word, plain(k))));
    return nearest.map(k -> "; did you mean \"" + k + "\"?").orElse("");
  }

  private static final int SUSPICIOUS = 100;

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
