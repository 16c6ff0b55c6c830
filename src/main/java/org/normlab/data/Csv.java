package org.normlab.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of numbers with one column of labels. Labels may be any text; classes are the
 * different labels in order, as numbers where all are whole numbers, else as text.
 */
final class Csv {
  private final CsvRows rows;
  private final String where;
  private final List<String> first;
  private final boolean headed;
  private final int label;
  private final Map<String, Integer> seen = new HashMap<>();
  private final List<Integer> labels = new ArrayList<>();
  private double[] cells = new double[1024];
  private int filled;

  private Csv(InputStream in, String where, @Nullable String labelName) throws IOException {
    rows = new CsvRows(in, where);
    this.where = where;
    List<String> row = rows.next();
    if (row == null) {
      throw new IllegalDataException(where + " is empty; a table needs a header and rows");
    }
    first = row;
    headed = labelName != null || row.stream().anyMatch(cell -> Double.isNaN(number(cell)));
    label = labelName == null ? row.size() - 1 : column(labelName);
    if (row.size() < 2) {
      throw new IllegalDataException(
          "%s has the one column \"%s\"; a table needs features and a label, parted by commas"
              .formatted(where, row.getFirst()));
    }
  }

  /** A table with a header and a label column of this name. */
  static Table labelled(InputStream in, String where, String label) throws IOException {
    return new Csv(in, where, label).table();
  }

  /** A table whose last column is the label; a first line of numbers is a row, not a header. */
  static Table labelledLast(InputStream in, String where) throws IOException {
    return new Csv(in, where, null).table();
  }

  private int column(String name) throws IllegalDataException {
    int column = first.indexOf(name);
    if (column < 0) {
      String names = String.join(", ", first.subList(0, Math.min(20, first.size())));
      throw new IllegalDataException(
          "%s has no column \"%s\" for the label; its columns are %s%s"
              .formatted(where, name, names, first.size() > 20 ? ", …" : ""));
    }
    if (first.lastIndexOf(name) != column) {
      throw new IllegalDataException(
          where + " has more than one column \"" + name + "\"; the label must be one");
    }
    return column;
  }

  private Table table() throws IOException {
    List<String> row = headed ? rows.next() : first;
    for (; row != null; row = rows.next()) {
      add(row);
    }
    if (labels.isEmpty()) {
      throw new IllegalDataException(where + " has a header and no rows");
    }
    List<String> classes = classes();
    if (classes.size() < 2) {
      throw new IllegalDataException(
          "%s has the one class \"%s\"; to tell classes apart takes two"
              .formatted(where, classes.getFirst()));
    }
    int[] code = new int[classes.size()];
    for (int c = 0; c < code.length; c++) {
      code[seen.getOrDefault(classes.get(c), 0)] = c;
    }
    int[] codes = labels.stream().mapToInt(appeared -> code[appeared]).toArray();
    return new Table(where, features(), Arrays.copyOf(cells, filled), codes, classes);
  }

  private List<String> features() {
    return IntStream.range(0, first.size())
        .filter(c -> c != label)
        .mapToObj(c -> headed ? first.get(c) : "column " + (c + 1))
        .toList();
  }

  private List<String> classes() {
    boolean whole = seen.keySet().stream().allMatch(name -> name.matches("[+-]?\\d{1,18}"));
    Comparator<String> text = Comparator.naturalOrder();
    Comparator<String> numbers = Comparator.comparingLong(Long::parseLong);
    return seen.keySet().stream().sorted(whole ? numbers.thenComparing(text) : text).toList();
  }

  private void add(List<String> row) throws IllegalDataException {
    int number = labels.size() + 1;
    if (row.size() != first.size()) {
      throw new IllegalDataException(
          "%s, row %d: asked for %d cells, one a column; received %d"
              .formatted(where, number, first.size(), row.size()));
    }
    if (filled > Table.MAX_CELLS - row.size()) {
      throw new IllegalDataException(
          "%s, row %d: a table may have %d cells; received more"
              .formatted(where, number, Table.MAX_CELLS));
    }
    if (filled + row.size() > cells.length) {
      cells = Arrays.copyOf(cells, (int) Math.min(Table.MAX_CELLS, 2L * (filled + row.size())));
    }
    for (int c = 0; c < row.size(); c++) {
      double value = c == label ? 0 : number(row.get(c));
      if (Double.isNaN(value) || (c == label && row.get(c).isEmpty())) {
        throw bad(number, c, row.get(c));
      }
      if (c != label) {
        cells[filled++] = value;
      }
    }
    labels.add(seen.computeIfAbsent(row.get(label), _ -> seen.size()));
  }

  private IllegalDataException bad(int row, int column, String cell) {
    String name = headed ? first.get(column) : String.valueOf(column + 1);
    String asked = column == label ? "a label" : "a finite decimal number such as 3, -0.5 or 1e-3";
    return new IllegalDataException(
        "%s, row %d, column \"%s\": asked for %s; received \"%s\""
            .formatted(where, row, name, asked, cell));
  }

  /**
   * The finite number that a cell holds, or NaN. Stricter than {@link Double#parseDouble}: no
   * hexadecimal, no suffix, no words.
   */
  private static double number(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if ("0123456789.-+eE".indexOf(cell.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      double value = Double.parseDouble(cell);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
