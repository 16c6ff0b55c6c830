package org.normlab.setting;

/**
 * One fault of a specification.
 *
 * @param pointer JSON pointer (RFC 6901) to the faulty value, relative to the record that reports
 *     it; empty for itself
 * @param detail what was asked, what was received and what is allowed
 */
public record Problem(String pointer, String detail) {
  /** The same fault seen from the record around, where this one stands under {@code name}. */
  public Problem under(String name) {
    return new Problem("/" + token(name) + pointer, detail);
  }

  /** A name as a part of a JSON pointer. */
  public static String token(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
