package org.normlab.data.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.data.file.IllegalDataException;
import org.normlab.setting.NearestWord;

/**
 * The columns of a table: from its first row where that is a header, else {@code column 1}, {@code
 * column 2}, ….
 *
 * @param present whether the first row is a header
 * @param names of all columns
 * @param label the label's column
 * @param features columns of the features, in order
 * @param notes what a user should know about the header
 */
record CsvHeader(
    boolean present, List<String> names, int label, int[] features, List<String> notes) {
  private static final int SHOWN = 20;

  /**
   * Resolves the columns that a user asks for.
   *
   * @param second null when there is one row alone
   */
  static CsvHeader of(
      List<String> first, @Nullable List<String> second, CsvColumns asked, String where)
      throws IllegalDataException {
    List<String> unnamed = numbered(first.size());
    List<String> named = named(first);
    boolean inferred = asked.header() == null;
    boolean present =
        asked.header() != null ? asked.header() : isHeader(first, second, asked, where);
    List<String> names = present ? named : unnamed;
    if (first.size() < 2) {
      throw new IllegalDataException(
          "%s has the one column \"%s\"; a table needs features and a label, parted by commas, semicolons or tabs"
              .formatted(where, names.getFirst()));
    }
    int label =
        asked.label() == null ? first.size() - 1 : label(names, asked.label(), present, where);
    int[] features = features(names, label, asked.exclude(), where);
    List<String> notes = new ArrayList<>();
    if (present && inferred && first.stream().anyMatch(Cell::isNumber)) {
      notes.add(
          "the first row (%s) was taken as the header; if it is a row of data, say \"header\": false"
              .formatted(shown(first)));
    }
    Set<String> repeated = repeated(names);
    if (!repeated.isEmpty()) {
      notes.add("several columns have the same name: " + shown(List.copyOf(repeated)));
    }
    return new CsvHeader(present, names, label, features, notes);
  }

  private static List<String> numbered(int columns) {
    return IntStream.rangeClosed(1, columns).mapToObj(c -> "column " + c).toList();
  }

  private static List<String> named(List<String> first) {
    return IntStream.range(0, first.size())
        .mapToObj(c -> first.get(c).isEmpty() ? "column " + (c + 1) : first.get(c))
        .toList();
  }

  private static boolean isHeader(
      List<String> first, @Nullable List<String> second, CsvColumns asked, String where)
      throws IllegalDataException {
    int label = asked.label() == null ? first.size() - 1 : first.indexOf(asked.label());
    List<String> cells =
        IntStream.range(0, first.size()).filter(c -> c != label).mapToObj(first::get).toList();
    boolean words = cells.stream().anyMatch(Cell::isWord);
    boolean fractions = cells.stream().anyMatch(cell -> Cell.isNumber(cell) && !Cell.isWhole(cell));
    if (words && !fractions) {
      return true;
    }
    boolean labelIsNamed = asked.label() != null && label >= 0;
    if (!words && !fractions && labelIsNamed && !Cell.isNumber(first.get(label))) {
      return true;
    }
    boolean whole = !cells.isEmpty() && cells.stream().allMatch(Cell::isWhole);
    boolean counts = whole && counts(first, label);
    if (counts && (second == null || fractional(second, label, false))) {
      return true;
    }
    boolean above = whole && cells.size() > 1 && second != null && fractional(second, label, true);
    if (words || labelIsNamed || counts || above) {
      throw new IllegalDataException(
          "%s: the first row (%s) may be a header or a row of data: say which with \"header\": true or false in data"
              .formatted(where, shown(first)));
    }
    return false;
  }

  /** Returns whether the cells count from 0 or 1, as the headers of tables without names do. */
  private static boolean counts(List<String> first, int label) {
    double start = Cell.number(first.get(label == 0 && first.size() > 1 ? 1 : 0));
    start -= label == 0 ? 1 : 0;
    for (int c = 0; c < first.size(); c++) {
      boolean isWordOfLabel = c == label && !Cell.isNumber(first.get(c));
      if (!isWordOfLabel && Cell.number(first.get(c)) != start + c) {
        return false;
      }
    }
    return start == 0 || start == 1;
  }

  private static boolean fractional(List<String> row, int label, boolean all) {
    IntStream features = IntStream.range(0, row.size()).filter(c -> c != label);
    return all
        ? features.allMatch(c -> isFraction(row.get(c)))
        : features.anyMatch(c -> isFraction(row.get(c)));
  }

  private static boolean isFraction(String cell) {
    return Cell.isNumber(cell) && !Cell.isWhole(cell);
  }

  private static int label(List<String> names, String label, boolean present, String where)
      throws IllegalDataException {
    int column = names.indexOf(label);
    if (column < 0) {
      throw new IllegalDataException(
          "%s has no column \"%s\" for the label; its columns are %s%s%s"
              .formatted(
                  where,
                  label,
                  shown(names),
                  NearestWord.hint(label, names),
                  present ? "" : "; where the first row is a header, say \"header\": true"));
    }
    if (names.lastIndexOf(label) != column) {
      throw new IllegalDataException(
          where + " has more than one column \"" + label + "\"; the label must be one");
    }
    return column;
  }

  private static int[] features(List<String> names, int label, List<String> exclude, String where)
      throws IllegalDataException {
    for (String name : exclude) {
      int column = names.indexOf(name);
      if (column < 0) {
        throw new IllegalDataException(
            "%s has no column \"%s\" to exclude%s; its columns are %s"
                .formatted(where, name, NearestWord.hint(name, names), shown(names)));
      }
      if (column == label) {
        throw new IllegalDataException(
            "%s: exclude names the label's column \"%s\"".formatted(where, name));
      }
    }
    int[] features =
        IntStream.range(0, names.size())
            .filter(c -> c != label && !exclude.contains(names.get(c)))
            .toArray();
    if (features.length == 0) {
      throw new IllegalDataException(
          where + ": exclude names every feature; one must be left to learn from");
    }
    return features;
  }

  private static Set<String> repeated(List<String> names) {
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new TreeSet<>();
    names.stream().filter(name -> !seen.add(name)).forEach(repeated::add);
    return repeated;
  }

  private static String shown(List<String> words) {
    return String.join(", ", words.subList(0, Math.min(SHOWN, words.size())))
        + (words.size() > SHOWN ? ", …" : "");
  }
}
