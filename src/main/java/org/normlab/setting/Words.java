package org.normlab.setting;

import java.util.Collection;
import java.util.List;

/** Writes lists of words as they stand in a sentence. */
public final class Words {
  private Words() {}

  /** Returns {@code a, b or c}. */
  public static String either(Collection<?> words) {
    return listed(words, " or ");
  }

  /** Returns {@code a, b and c}. */
  public static String all(Collection<?> words) {
    return listed(words, " and ");
  }

  private static String listed(Collection<?> words, String before) {
    List<String> all = words.stream().map(String::valueOf).toList();
    return all.size() < 2
        ? String.join("", all)
        : String.join(", ", all.subList(0, all.size() - 1)) + before + all.getLast();
  }
}
