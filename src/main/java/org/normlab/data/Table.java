package org.normlab.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table as it was read: no official test part, nothing standardized.
 *
 * @param where the file or set, for messages
 * @param columns names of the features
 * @param cells {@code [rows, columns]}, finite
 * @param classes names, in the order of the labels
 */
record Table(
    String where, List<String> columns, double[] cells, int[] labels, List<String> classes) {
  /** So many cells fit into one buffer of float32. */
  static final int MAX_CELLS = Integer.MAX_VALUE / Float.BYTES;

  Outline outline(DataSpec spec) throws IllegalDataException {
    Split split = split(spec);
    int features = Scale.of(this, split.train()).kept().length;
    return new Outline(
        List.of(features),
        classes.size(),
        split.train().length,
        split.validation().length,
        split.test().length);
  }

  DataSet standardized(String name, DataSpec spec) throws IllegalDataException {
    Split split = split(spec);
    Scale scale = Scale.of(this, split.train());
    List<String> notes = new ArrayList<>(scale.notes(columns));
    notes.addAll(split.notes(labels, classes));
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
        List.copyOf(notes));
  }

  Inputs inputs(DataSpec spec) throws IllegalDataException {
    Split split = split(spec);
    Scale scale = Scale.of(this, split.train());
    return Inputs.of(scale.kept(), scale.mean(), scale.deviation(), split);
  }

  private Split split(DataSpec spec) {
    return Split.of(labels, classes.size(), 0, spec);
  }

  private ByteBuffer values(Scale scale) throws IllegalDataException {
    int[] kept = scale.kept();
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(labels.length * kept.length * Float.BYTES)
            .order(ByteOrder.nativeOrder());
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int row = 0; row < labels.length; row++) {
      for (int column : kept) {
        double cell = cell(row, column);
        float value = (float) ((cell - scale.mean()[column]) / scale.deviation()[column]);
        if (!Float.isFinite(value)) {
          throw new IllegalDataException(
              "%s, row %d, column \"%s\": %s lies too far from the training rows to be standardized as float32"
                  .formatted(where, row + 1, columns.get(column), cell));
        }
        floats.put(value);
      }
    }
    return bytes;
  }

  private double cell(int row, int column) {
    return cells[row * columns.size() + column];
  }

  /**
   * Mean and deviation (of the population) of each column over the training rows.
   *
   * @param kept the columns that vary over these rows: a constant one has no deviation to divide by
   *     and nothing to learn from
   */
  private record Scale(double[] mean, double[] deviation, int[] kept) {
    static Scale of(Table table, int[] rows) throws IllegalDataException {
      int columns = table.columns.size();
      double[] mean = new double[columns];
      boolean[] varies = new boolean[columns];
      for (int row : rows) {
        for (int c = 0; c < columns; c++) {
          mean[c] += table.cell(row, c) / rows.length;
          varies[c] |= table.cell(row, c) != table.cell(rows[0], c);
        }
      }
      double[] deviation = new double[columns];
      for (int row : rows) {
        for (int c = 0; c < columns; c++) {
          double off = table.cell(row, c) - mean[c];
          deviation[c] += off * off / rows.length;
        }
      }
      for (int c = 0; c < columns; c++) {
        deviation[c] = Math.sqrt(deviation[c]);
        varies[c] &= deviation[c] > 0;
        if (!Double.isFinite(deviation[c])) {
          throw new IllegalDataException(
              "%s, column \"%s\": the values are too large to take their deviation"
                  .formatted(table.where, table.columns.get(c)));
        }
      }
      int[] kept = IntStream.range(0, columns).filter(c -> varies[c]).toArray();
      if (kept.length == 0) {
        throw new IllegalDataException(
            table.where + ": every feature is constant over the training rows; one must vary");
      }
      return new Scale(mean, deviation, kept);
    }

    List<String> notes(List<String> columns) {
      boolean[] stays = new boolean[columns.size()];
      for (int c : kept) {
        stays[c] = true;
      }
      List<String> gone =
          IntStream.range(0, stays.length).filter(c -> !stays[c]).mapToObj(columns::get).toList();
      if (gone.isEmpty()) {
        return List.of();
      }
      return List.of(
          "dropped %d of %d features, constant over the training rows: %s%s"
              .formatted(
                  gone.size(),
                  columns.size(),
                  String.join(", ", gone.subList(0, Math.min(10, gone.size()))),
                  gone.size() > 10 ? ", …" : ""));
    }
  }
}
