package org.normlab.search;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it: a header, CRLF, quotes where they are needed. What is null or not finite
 * is empty; an empty text is {@code ""}.
 */
public final class CsvSheet implements Sheet {
  private static final int BUFFER = 1 << 16;

  private final Writer out;

  public CsvSheet(OutputStream out, List<Column> columns) throws IOException {
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

  private static String field(@Nullable Object value) {
    if (value == null || (value instanceof Double number && !Double.isFinite(number))) {
      return "";
    }
    String text = value.toString();
    return value instanceof String && needsQuotes(text)
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private static boolean needsQuotes(String text) {
    return text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ');
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
