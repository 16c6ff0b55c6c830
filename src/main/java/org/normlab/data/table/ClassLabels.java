package org.normlab.data.table;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.normlab.data.file.IllegalDataException;

/**
 * The label column of a table. Spellings of one number (1, 1.0, 01) are one class; cells such as
 * {@code ?} and {@code NA} are missing labels. Classes are in the order of their numbers where all
 * are numbers, else of their text.
 */
public final class ClassLabels {
  static final int MISSING = -1;
  private static final int MOST = 1 << 16;
  private static final int SHOWN = 5;
  private static final int FEW_CLASSES = 20;
  private static final int FEW_FRACTIONS = 10;
  private static final int FEW_ROWS_A_CLASS = 10;

  private final String where;
  private final String column;
  private final Map<String, Integer> spellings = new HashMap<>();
  private final Map<Object, Integer> values = new HashMap<>();
  private final List<Set<String>> spelled = new ArrayList<>();
  private final List<Object> keys = new ArrayList<>();
  private final Set<String> missing = new TreeSet<>();
  private int[] codes = new int[1024];
  private int rows;
  private final BitSet unlabelled = new BitSet();
  private int missingRows;

  ClassLabels(String where, String column) {
    this.where = where;
    this.column = column;
  }

  /** Adds the label of the next row; whether there is one. */
  boolean add(String cell) throws IllegalDataException {
    if (Cell.isMissing(cell)) {
      missing.add(cell);
      unlabelled.set(rows + missingRows++);
      return false;
    }
    Integer code = spellings.get(cell);
    if (code == null) {
      code = code(cell);
    }
    if (rows == codes.length) {
      codes = Arrays.copyOf(codes, 2 * rows);
    }
    codes[rows++] = code;
    return true;
  }

  private int code(String cell) throws IllegalDataException {
    if (spellings.size() == MOST) {
      throw new IllegalDataException(
          "%s, column \"%s\": a label may have %,d different values; received more. %s"
              .formatted(where, column, MOST, isQuantity() ? REGRESSION : IDENTIFIER));
    }
    Object key =
        Cell.isNumber(cell) ? exact(cell) : Normalizer.normalize(cell, Normalizer.Form.NFC);
    Integer known = values.putIfAbsent(key, keys.size());
    int code = known == null ? keys.size() : known;
    if (known == null) {
      keys.add(key);
      spelled.add(new LinkedHashSet<>());
    }
    spellings.put(cell, code);
    spelled.get(code).add(cell);
    return code;
  }

  private static BigDecimal exact(String cell) {
    return new BigDecimal(cell).stripTrailingZeros();
  }

  private static final String REGRESSION =
      "A quantity is predicted by regression, and a job trains a classifier: name a column of"
          + " classes, or put the quantity into bins first";
  private static final String IDENTIFIER =
      "That looks like an identifier: name a column of classes";

  private boolean isQuantity() {
    return keys.stream().allMatch(BigDecimal.class::isInstance);
  }

  private boolean hasFractions() {
    return keys.stream().anyMatch(key -> key instanceof BigDecimal number && number.scale() > 0);
  }

  int rows() {
    return rows;
  }

  /** Returns which row of the file, counted from 0, each row with a label is. */
  public int[] places() {
    return IntStream.range(0, rows + missingRows).filter(row -> !unlabelled.get(row)).toArray();
  }

  /** Codes of the classes in order of appearance, in the order of the classes. */
  private List<Integer> order() {
    Comparator<Integer> text = Comparator.comparing(c -> spelled.get(c).iterator().next());
    Comparator<Integer> numbers = Comparator.comparing(c -> (BigDecimal) keys.get(c));
    return IntStream.range(0, keys.size()).boxed().sorted(isQuantity() ? numbers : text).toList();
  }

  /**
   * Names of the classes in their order; a class with several spellings has that of its first row.
   */
  public List<String> classes() throws IllegalDataException {
    List<String> names = order().stream().map(c -> spelled.get(c).iterator().next()).toList();
    if (names.size() < 2) {
      throw new IllegalDataException(
          names.isEmpty()
              ? "%s, column \"%s\": no row has a label (%s)"
                  .formatted(where, column, quoted(missing))
              : "%s has the one class \"%s\"; to tell classes apart takes two"
                  .formatted(where, names.getFirst()));
    }
    if (names.size() > FEW_CLASSES && 2L * names.size() > rows) {
      throw new IllegalDataException(
          "%s, column \"%s\": %,d different labels in %,d rows. %s"
              .formatted(
                  where, column, names.size(), rows, isQuantity() ? REGRESSION : IDENTIFIER));
    }
    return names;
  }

  /** The class of each row that has one. */
  public int[] labels() {
    List<Integer> order = order();
    int[] place = new int[order.size()];
    for (int i = 0; i < place.length; i++) {
      place[order.get(i)] = i;
    }
    return IntStream.range(0, rows).map(row -> place[codes[row]]).toArray();
  }

  /** Returns what a user should know about the labels. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (missingRows > 0) {
      notes.add(
          "%,d of %,d rows have no label (%s) and are left out"
              .formatted(missingRows, rows + missingRows, quoted(missing)));
    }
    List<String> same =
        spelled.stream()
            .filter(all -> all.size() > 1)
            .map(ClassLabels::quoted)
            .limit(SHOWN)
            .toList();
    if (!same.isEmpty()) {
      notes.add("spellings of one label are one class: " + String.join("; ", same));
    }
    notes.addAll(
        ClassCount.nearlySame(spelled.stream().map(all -> all.iterator().next()).toList()));
    if (isQuantity()
        && (hasFractions()
            ? keys.size() > FEW_FRACTIONS
            : keys.size() > FEW_CLASSES && (long) FEW_ROWS_A_CLASS * keys.size() > rows)) {
      notes.add(
          "the label \"%s\" has %,d different numbers in %,d rows. %s"
              .formatted(column, keys.size(), rows, REGRESSION));
    }
    return notes;
  }

  /** Returns whether the first row's label is in no other row, as a header's would be. */
  boolean firstIsAlone() {
    return rows > 1 && IntStream.range(1, rows).noneMatch(row -> codes[row] == codes[0]);
  }

  private static String quoted(Collection<String> words) {
    return words.stream()
            .limit(SHOWN)
            .map(word -> "\"" + word + "\"")
            .collect(Collectors.joining(", "))
        + (words.size() > SHOWN ? ", …" : "");
  }
}
