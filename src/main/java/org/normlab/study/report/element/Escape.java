package org.normlab.study.report.element;

import java.util.regex.Pattern;

/** Users' texts as harmless text of a format. */
final class Escape {
  private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_\\[\\]<>#|~&$]");
  private static final Pattern LINE_START = Pattern.compile("^(\\d{0,9})([-+=.)])");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Escape() {}

  /** Escapes text and quoted attributes of HTML and XML; what XML forbids becomes U+FFFD. */
  static String xml(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  /** XML 1.0, 2.2, without the controls that HTML forbids. */
  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c < 0x7F)
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  /** Escapes a cell of a table of Markdown, or text within a line. */
  static String markdownCell(String text) {
    return MARKDOWN.matcher(SPACE.matcher(text).replaceAll(" ").strip()).replaceAll("\\\\$0");
  }

  /** Escapes a line of Markdown, whose beginning could be a list's. */
  static String markdown(String text) {
    return LINE_START.matcher(markdownCell(text)).replaceFirst("$1\\\\$2");
  }
}
