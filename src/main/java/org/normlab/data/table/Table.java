package org.normlab.data.table;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A table as it was read: no official test part, nothing standardized.
 *
 * @param where the file or set, for messages
 * @param columns names of the features
 * @param cells {@code [rows, columns]}, finite
 * @param classes names, in the order of the labels
 * @param places where each feature stands among all columns but the label, counted from 0
 * @param rows where each row stands in the file, counted from 0
 * @param notes what a user should know about the table
 */
public record Table(
    String where,
    List<String> columns,
    double[] cells,
    int[] labels,
    List<String> classes,
    int[] places,
    int[] rows,
    List<String> notes) {
  /** So many cells fit into one buffer of float32. */
  static final int MAX_CELLS = Integer.MAX_VALUE / Float.BYTES;

  /** A table of which nothing was left out. */
  public Table(
      String where, List<String> columns, double[] cells, int[] labels, List<String> classes) {
    this(
        where,
        columns,
        cells,
        labels,
        classes,
        IntStream.range(0, columns.size()).toArray(),
        IntStream.range(0, labels.length).toArray(),
        List.of());
  }

  /** Returns the value of one feature in one row. */
  public double cell(int row, int column) {
    return cells[row * columns.size() + column];
  }
}
