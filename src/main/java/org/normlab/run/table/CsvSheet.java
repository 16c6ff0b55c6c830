package org.normlab.run.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it: a header, CRLF, quotes where they are needed. What is null or not finite
 * is empty; an empty text is {@code ""}. Texts that a spreadsheet would take for a formula can be
 * escaped by an apostrophe before them, as OWASP advises against CSV injection.
 */
public final class CsvSheet implements Sheet {
  private static final int BUFFER = 1 << 16;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private final Writer out;
  private final boolean escapeFormulas;

  public CsvSheet(OutputStream out, List<Column> columns) throws IOException {
    this(out, columns, false);
  }

  public CsvSheet(OutputStream out, List<Column> columns, boolean escapeFormulas)
      throws IOException {
    this.escapeFormulas = escapeFormulas;
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    write(columns.stream().map(Column::name).toList());
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    write(values);
  }

  private void write(List<? extends @Nullable Object> values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(field(values.get(i)));
    }
    out.write("\r\n");
  }

  private String field(@Nullable Object value) {
    if (value == null || (value instanceof Double number && !Double.isFinite(number))) {
      return "";
    }
    String text =
        escapeFormulas && value instanceof String ? escaped(value.toString()) : value.toString();
    return value instanceof String && needsQuotes(text)
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  /** A text that says a number, such as -0.5, is no formula. */
  private static String escaped(String text) {
    return text.isEmpty()
            || "=+-@\t\r\n".indexOf(text.charAt(0)) < 0
            || NUMBER.matcher(text).matches()
        ? text
        : "'" + text;
  }

  private static boolean needsQuotes(String text) {
    return text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ');
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
