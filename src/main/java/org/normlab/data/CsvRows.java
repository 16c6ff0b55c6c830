package org.normlab.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of comma-separated UTF-8 text (RFC 4180): cells may stand in quotes, a quote within is
 * doubled, lines end with LF or CRLF. A byte order mark and empty lines are skipped, spaces around
 * cells are cut.
 */
final class CsvRows {
  private static final int MAX_CELL = 10_000;
  private static final int END = -1;

  private final Reader reader;
  private final String where;
  private final char[] chars = new char[1 << 16];
  private final StringBuilder cell = new StringBuilder();
  private int at;
  private int filled;
  private long line = 1;

  CsvRows(InputStream in, String where) throws IOException {
    reader = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    this.where = where;
    if (peek() == '\uFEFF') {
      at++;
    }
  }

  /** The next row with something in it, or null at the end. */
  @Nullable List<String> next() throws IOException {
    while (peek() != END) {
      List<String> row = row();
      if (row.size() > 1 || !row.getFirst().isEmpty()) {
        return row;
      }
    }
    return null;
  }

  private List<String> row() throws IOException {
    List<String> row = new ArrayList<>();
    while (true) {
      row.add(peek() == '"' ? quoted() : plain());
      int end = read();
      if (end != ',') {
        line++;
        return row;
      }
    }
  }

  private String plain() throws IOException {
    cell.setLength(0);
    for (int c = peek(); c != ',' && c != '\n' && c != END; c = peek()) {
      append(read());
    }
    return cell.toString().strip();
  }

  private String quoted() throws IOException {
    long opened = line;
    read();
    cell.setLength(0);
    while (true) {
      int c = read();
      if (c == END) {
        throw new IllegalDataException(
            where + ", line " + opened + ": a quote is opened and never closed");
      }
      if (c == '"' && peek() != '"') {
        break;
      }
      line += c == '\n' ? 1 : 0;
      append(c == '"' ? read() : c);
    }
    String text = cell.toString().strip();
    String after = plain();
    if (!after.isEmpty()) {
      throw new IllegalDataException(
          "%s, line %d: after a closing quote comes a comma or the line's end; received \"%s\""
              .formatted(where, line, after));
    }
    return text;
  }

  private void append(int c) throws IllegalDataException {
    if (cell.length() == MAX_CELL) {
      throw new IllegalDataException(
          "%s, line %d: a cell may have %d characters; received more"
              .formatted(where, line, MAX_CELL));
    }
    cell.append((char) c);
  }

  private int peek() throws IOException {
    if (at == filled) {
      filled = Math.max(0, reader.read(chars));
      at = 0;
    }
    return filled == 0 ? END : chars[at];
  }

  private int read() throws IOException {
    int c = peek();
    at += c == END ? 0 : 1;
    return c;
  }
}
