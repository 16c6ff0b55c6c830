package org.normlab.data.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.data.file.IllegalDataException;

/** Reads a table of numbers with one column of labels, a row at a time. */
public final class Csv {
  private final CsvRows rows;
  private final String where;
  private final Deque<List<String>> ahead = new ArrayDeque<>();
  private final CsvHeader header;
  private final ClassLabels labels;
  private final RowNumbers[] numbers;
  private final int width;
  private int read;

  /** Takes the features of each row that has a label; the array is used again. */
  public interface Rows {
    void row(double[] features) throws IOException;
  }

  private Csv(InputStream in, String where, CsvColumns asked) throws IOException {
    rows = new CsvRows(in, where);
    this.where = where;
    List<String> first = rows.next();
    if (first == null) {
      throw new IllegalDataException(where + " is empty; a table needs a header and rows");
    }
    List<String> second = rows.next();
    header = CsvHeader.of(first, second, asked, where);
    if (!header.present()) {
      ahead.add(first);
    }
    if (second != null) {
      ahead.add(second);
    }
    width = header.names().size();
    labels = new ClassLabels(where, header.names().get(header.label()));
    numbers = new RowNumbers[header.features().length];
    Arrays.setAll(numbers, _ -> new RowNumbers());
  }

  /** Reads the whole table. */
  public static Table table(InputStream in, String where, CsvColumns asked) throws IOException {
    Cells cells = new Cells();
    Csv csv = read(in, where, asked, cells);
    List<String> classes = csv.labels.classes();
    return new Table(
        where,
        csv.features(),
        cells.all(),
        csv.labels.labels(),
        classes,
        csv.places(),
        csv.labels.places(),
        csv.notes());
  }

  /** Reads to the end and hands over the features of each row. */
  public static Csv read(InputStream in, String where, CsvColumns asked, Rows to)
      throws IOException {
    Csv csv = new Csv(in, where, asked);
    csv.each(to);
    return csv;
  }

  private void each(Rows to) throws IOException {
    double[] features = new double[header.features().length];
    for (List<String> row = next(); row != null; row = next()) {
      read++;
      if (row.size() != width) {
        throw new IllegalDataException(
            "%s, row %d: asked for %d cells, one a column; received %d"
                .formatted(where, read, width, row.size()));
      }
      if ((long) read * features.length > Table.MAX_CELLS) {
        throw new IllegalDataException(
            "%s, row %d: a table may have %d cells; received more"
                .formatted(where, read, Table.MAX_CELLS));
      }
      for (int f = 0; f < features.length; f++) {
        features[f] = number(row, header.features()[f]);
        numbers[f].add(features[f]);
      }
      if (labels.add(row.get(header.label()))) {
        to.row(features);
      }
    }
    if (read == 0) {
      throw new IllegalDataException(where + " has a header and no rows");
    }
  }

  private @Nullable List<String> next() throws IOException {
    return ahead.isEmpty() ? rows.next() : ahead.poll();
  }

  private double number(List<String> row, int column) throws IllegalDataException {
    String cell = row.get(column);
    double value = Cell.number(cell);
    if (Double.isNaN(value)) {
      String name = header.names().get(column);
      throw new IllegalDataException(
          "%s, row %d, column \"%s\": asked for a finite decimal number such as 3, -0.5 or 1e-3; received \"%s\"%s"
              .formatted(where, read, name, cell, Cell.advice(cell, name)));
    }
    return value;
  }

  public ClassLabels labels() {
    return labels;
  }

  /** Names of the features. */
  public List<String> features() {
    return Arrays.stream(header.features()).mapToObj(c -> header.names().get(c)).toList();
  }

  /** Returns where each feature stands among all columns but the label, counted from 0. */
  public int[] places() {
    return Arrays.stream(header.features()).map(c -> c < header.label() ? c : c - 1).toArray();
  }

  /** Returns what a user should know about the table, whatever the split. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(header.notes());
    if (!header.present() && labels.firstIsAlone()) {
      notes.add(
          "the first row was taken as data, and its label is in no other row; if it is a header,"
              + " say \"header\": true");
    }
    notes.addAll(labels.notes());
    IntStream.range(0, numbers.length)
        .filter(f -> numbers[f].found())
        .mapToObj(f -> header.names().get(header.features()[f]))
        .forEach(
            name ->
                notes.add(
                    "the column \"%s\" looks like row numbers, from which a network can learn the order of the file; to leave it out, say \"exclude\": [\"%s\"]"
                        .formatted(name, name)));
    return notes;
  }

  /** Keeps the features of all rows, one row after another. */
  private static final class Cells implements Rows {
    private double[] cells = new double[1024];
    private int filled;

    @Override
    public void row(double[] features) {
      if (filled + features.length > cells.length) {
        long larger = 2L * (filled + features.length);
        cells = Arrays.copyOf(cells, (int) Math.min(Table.MAX_CELLS, larger));
      }
      System.arraycopy(features, 0, cells, filled, features.length);
      filled += features.length;
    }

    double[] all() {
      return Arrays.copyOf(cells, filled);
    }
  }
}
