package org.normlab.setting;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a user probably meant. */
public final class NearestWord {
  private static final int LONGEST = 100;
  private static final int SHORTEST_BEGINNING = 3;

  private NearestWord() {}

  /** The end of a sentence that names the nearest known word; empty when none is near. */
  public static String hint(String received, Collection<String> known) {
    return of(received, known).map(word -> "; did you mean \"" + word + "\"?").orElse("");
  }

  private static Optional<String> of(String received, Collection<String> known) {
    String word = plain(received);
    return word.length() > LONGEST
        ? Optional.empty()
        : known.stream()
            .filter(k -> k.length() <= LONGEST)
            .filter(k -> isNear(word, plain(k)))
            .min(Comparator.comparingInt(k -> distance(word, plain(k))));
  }

  /** A third of the letters may differ; or one word begins with the other, as base and baseline. */
  private static boolean isNear(String word, String known) {
    int shorter = Math.min(word.length(), known.length());
    int longer = Math.max(word.length(), known.length());
    return distance(word, known) <= Math.max(1, longer / 3)
        || (shorter >= SHORTEST_BEGINNING && (word.startsWith(known) || known.startsWith(word)));
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
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
