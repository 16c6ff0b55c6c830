package org.normlab.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads tables of RFC 4180, first row first. */
final class Csv {
  /** A cell and what ends it. */
  private static final Pattern CELL =
      Pattern.compile("(?:\"((?:[^\"]++|\"\")*+)\"|([^,\r\n]*+))(,|\r?\n|$)");

  private Csv() {}

  static List<List<String>> parse(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    Matcher cell = CELL.matcher(text);
    while (cell.regionStart() < text.length() && cell.lookingAt()) {
      String quoted = cell.group(1);
      row.add(quoted == null ? cell.group(2) : quoted.replace("\"\"", "\""));
      if (!cell.group(3).equals(",")) {
        rows.add(row);
        row = new ArrayList<>();
      }
      cell.region(cell.end(), text.length());
    }
    return rows;
  }

  /** The columns of these names, in their order; a column that is missing has the cells null. */
  static List<List<String>> select(List<List<String>> table, List<String> columns) {
    List<Integer> places = columns.stream().map(table.getFirst()::indexOf).toList();
    return table.stream()
        .map(row -> places.stream().map(at -> at < 0 ? "null" : row.get(at)).toList())
        .toList();
  }
}
