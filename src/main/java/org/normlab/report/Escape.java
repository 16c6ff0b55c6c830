package org.normlab.report;

import java.util.regex.Pattern;

/** Users' texts as harmless text of a format. */
final class Escape {
  private static final Pattern MARKDOWN = Pattern.compile("[\\\\`*_\\[\\]<>#|~&$]");
  private static final Pattern LINE_START = Pattern.compile("^(\\s*)([-+=]|\\d+[.)])");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Escape() {}

  /** For text and quoted attributes of HTML and XML; what XML forbids becomes U+FFFD. */
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

  /** For one line of Markdown, within a table or outside. */
  static String markdown(String text) {
    String line = SPACE.matcher(text).replaceAll(" ").strip();
    String escaped = MARKDOWN.matcher(line).replaceAll("\\\\$0");
    return LINE_START
        .matcher(escaped)
        .replaceFirst(
            start -> {
              String mark = start.group(2);
              String plain = mark.substring(0, mark.length() - 1);
              return java.util.regex.Matcher.quoteReplacement(
                  start.group(1) + plain + "\\" + mark.charAt(mark.length() - 1));
            });
  }
}
