package org.normlab.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.normlab.data.file.IllegalDataException;

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
record Table(
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
  Table(String where, List<String> columns, double[] cells, int[] labels, List<String> classes) {
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

  DataShape outline(DataSpec spec) throws IOException {
    Split split = split(spec);
    int features = ColumnScale.of(this, split).kept().length;
    return DataShape.of(List.of(features), split, ClassCount.of(labels, classes), notes);
  }

  DataSet standardized(String name, DataSpec spec) throws IOException {
    Split split = split(spec);
    ColumnScale scale = ColumnScale.of(this, split);
    List<String> all = new ArrayList<>(notes);
    all.addAll(scale.notes(columns));
    all.addAll(split.notes(labels, classes));
    return new DataSet(
        name,
        List.of(scale.kept().length),
        classes.size(),
        values(scale),
        labels,
        split.train(),
        split.validation(),
        split.test(),
        new float[0],
        new float[0],
        List.copyOf(all));
  }

  Preprocessing inputs(DataSpec spec) throws IOException {
    Split split = split(spec);
    return Preprocessing.of(ColumnScale.of(this, split), places, rows, split);
  }

  private Split split(DataSpec spec) {
    return Split.of(labels, classes.size(), 0, spec);
  }

  private ByteBuffer values(ColumnScale scale) throws IllegalDataException {
    int[] kept = scale.kept();
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(labels.length * kept.length * Float.BYTES)
            .order(ByteOrder.nativeOrder());
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int row = 0; row < labels.length; row++) {
      for (int column : kept) {
        float value = (float) scale.standardized(cell(row, column), column);
        if (!Float.isFinite(value)) {
          throw new IllegalDataException(
              "%s, row %d, column \"%s\": %s lies too far from the training rows to be standardized as float32"
                  .formatted(where, rows[row] + 1, columns.get(column), cell(row, column)));
        }
        floats.put(value);
      }
    }
    return bytes;
  }

  double cell(int row, int column) {
    return cells[row * columns.size() + column];
  }
}
