package org.normlab.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.data.file.IllegalDataException;

/**
 * Rows of separated UTF-8 text (RFC 4180): cells may stand in quotes, a quote within is doubled,
 * lines end with LF, CRLF or CR. Cells are parted by tabs, semicolons or commas, whichever the
 * first two rows have equally often. A byte order mark and empty lines are skipped, spaces around
 * cells are cut.
 */
final class CsvRows {
  private static final int MAX_CELL = 10_000;
  private static final int END = -1;
  private static final List<Character> SEPARATORS = List.of('\t', ';', ',');

  private final Reader reader;
  private final String where;
  private final char[] chars = new char[1 << 16];
  private final StringBuilder cell = new StringBuilder();
  private int at;
  private int filled;
  private long line = 1;
  private final char separator;

  CsvRows(InputStream in, String where) throws IOException {
    reader = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    this.where = where;
    fill();
    if (peek() == '\uFEFF') {
      at++;
    }
    separator = separator();
  }

  /** Fills the buffer, so that the first rows can be looked at before they are read. */
  private void fill() throws IOException {
    for (int n = 0; n >= 0 && filled < chars.length; filled += Math.max(0, n)) {
      n = reader.read(chars, filled, chars.length - filled);
    }
  }

  private char separator() {
    int[] first = new int[SEPARATORS.size()];
    int[] second = new int[SEPARATORS.size()];
    count(count(at, first), second);
    int most = SEPARATORS.size() - 1;
    for (int s = 0; s < first.length; s++) {
      if (first[s] > 0 && (second[s] == first[s] || Arrays.stream(second).sum() == 0)) {
        return SEPARATORS.get(s);
      }
      most = first[s] > first[most] ? s : most;
    }
    return SEPARATORS.get(most);
  }

  /** Counts the separators outside quotes of a row; answers where the next row begins. */
  private int count(int from, int[] counts) {
    boolean quoted = false;
    boolean empty = true;
    int i = from;
    for (; i < filled; i++) {
      char c = chars[i];
      quoted ^= c == '"';
      if (!quoted && (c == '\n' || c == '\r')) {
        if (!empty) {
          break;
        }
        continue;
      }
      empty = false;
      int which = quoted ? -1 : SEPARATORS.indexOf(c);
      if (which >= 0) {
        counts[which]++;
      }
    }
    return i;
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
      if (end != separator) {
        line++;
        return row;
      }
    }
  }

  private String plain() throws IOException {
    cell.setLength(0);
    for (int c = peek(); c != separator && c != '\n' && c != END; c = peek()) {
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
          "%s, line %d: after a closing quote comes a separator or the line's end; received \"%s\""
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
    if (filled == 0) {
      return END;
    }
    return chars[at] == '\r' ? '\n' : chars[at];
  }

  private int read() throws IOException {
    int c = peek();
    if (c == END) {
      return END;
    }
    boolean carriageReturn = chars[at++] == '\r';
    if (carriageReturn && peek() == '\n' && chars[at] == '\n') {
      at++;
    }
    return c;
  }
}
