package org.normlab.storage;

import java.util.List;
import java.util.Locale;

/**
 * A part of a name, in any case, as a condition of SQL. Databases fold case by a locale of their
 * own, in which "I" may become a dotless "ı": the letters A to Z are therefore folded one by one as
 * well.
 */
public final class NamePart {
  public static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  public static final String LOWER = "abcdefghijklmnopqrstuvwxyz";

  /** Takes two values. */
  public static final String CONDITION =
      "(position(? in lower(name)) > 0 or position(? in translate(name, '%s', '%s')) > 0)"
          .formatted(UPPER, LOWER);

  private NamePart() {}

  public static List<String> values(String part) {
    StringBuilder plain = new StringBuilder();
    part.chars()
        .map(c -> c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c)
        .forEach(c -> plain.append((char) c));
    return List.of(part.toLowerCase(Locale.ROOT), plain.toString());
  }
}
