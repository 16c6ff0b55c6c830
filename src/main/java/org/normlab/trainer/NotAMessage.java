package org.normlab.trainer;

/** A line that is no {@link Message}; the message of the exception quotes its beginning. */
public final class NotAMessage extends Exception {
  private static final int QUOTED = 200;

  NotAMessage(String line, String fault) {
    super("not a message of a trainer (" + fault + "): " + quote(line));
  }

  private static String quote(String line) {
    String visible = line.replaceAll("\\p{Cntrl}", "?");
    return "“" + (visible.length() <= QUOTED ? visible : visible.substring(0, QUOTED) + "…") + "”";
  }
}
