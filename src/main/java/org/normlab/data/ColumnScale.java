package org.normlab.data;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.table.Csv;
import org.normlab.data.table.Table;

/**
 * Mean and deviation (of the population) of each column over the training rows. Each column is
 * taken as a multiple of the power of two next to its largest magnitude, so that neither very small
 * nor very large numbers leave the range of float64 when they are squared.
 *
 * @param mean of the multiples
 * @param deviation of the multiples
 * @param exponent of each column's power of two
 * @param kept the columns that vary over these rows: a constant one has no deviation to divide by
 *     and nothing to learn from
 */
record ColumnScale(double[] mean, double[] deviation, int[] exponent, int[] kept) {
  private static final int NAMED = 10;

  /** The training rows of a table, from its first to its last, as often as they are asked for. */
  interface TrainingRows {
    void each(Csv.Rows to) throws IOException;
  }

  static ColumnScale of(Table table, Split split) throws IOException {
    return of(table.columns().size(), table.where(), split, training(table, split));
  }

  /** Returns the columns that {@link #kept()} has, without their scale. */
  static int[] kept(Table table, Split split) throws IOException {
    Varying varying = new Varying(table.columns().size());
    training(table, split).each(varying::add);
    return varying.kept(table.where(), split);
  }

  private static TrainingRows training(Table table, Split split) {
    double[] features = new double[table.columns().size()];
    return to -> {
      for (int row : split.train()) {
        for (int c = 0; c < features.length; c++) {
          features[c] = table.cell(row, c);
        }
        to.row(features);
      }
    };
  }

  /** Takes no memory for the rows, which it asks for three times. */
  static ColumnScale of(int columns, String where, Split split, TrainingRows rows)
      throws IOException {
    Varying varying = new Varying(columns);
    double[] largest = new double[columns];
    rows.each(
        row -> {
          varying.add(row);
          for (int c = 0; c < columns; c++) {
            largest[c] = Math.max(largest[c], Math.abs(row[c]));
          }
        });
    int[] exponent = new int[columns];
    for (int c = 0; c < columns; c++) {
      exponent[c] = largest[c] == 0 ? 0 : Math.getExponent(largest[c]);
    }
    ColumnScale scale =
        new ColumnScale(
            new double[columns], new double[columns], exponent, varying.kept(where, split));
    int count = split.train().length;
    rows.each(row -> scale.addToMean(row, count));
    rows.each(row -> scale.addToVariance(row, count));
    for (int c = 0; c < columns; c++) {
      scale.deviation[c] = Math.sqrt(scale.deviation[c]);
    }
    return scale;
  }

  private void addToMean(double[] row, int count) {
    for (int c = 0; c < row.length; c++) {
      mean[c] += multiple(row[c], c) / count;
    }
  }

  private void addToVariance(double[] row, int count) {
    for (int c = 0; c < row.length; c++) {
      double off = multiple(row[c], c) - mean[c];
      deviation[c] += off * off / count;
    }
  }

  private double multiple(double cell, int column) {
    return Math.scalb(cell, -exponent[column]);
  }

  double standardized(double cell, int column) {
    return (multiple(cell, column) - mean[column]) / deviation[column];
  }

  /** Mean of a column in its own unit. */
  double meanOf(int column) {
    return Math.scalb(mean[column], exponent[column]);
  }

  /** Deviation of a column in its own unit. */
  double deviationOf(int column) {
    return Math.scalb(deviation[column], exponent[column]);
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
                String.join(", ", gone.subList(0, Math.min(NAMED, gone.size()))),
                gone.size() > NAMED ? ", …" : ""));
  }

  /** Tells which columns vary; takes no memory for their rows. */
  static final class Varying {
    private final double[] first;
    private final boolean[] seen;
    private final boolean[] varies;

    Varying(int columns) {
      first = new double[columns];
      seen = new boolean[columns];
      varies = new boolean[columns];
    }

    void add(double[] row) {
      for (int c = 0; c < row.length; c++) {
        add(c, row[c]);
      }
    }

    private void add(int column, double cell) {
      if (!seen[column]) {
        seen[column] = true;
        first[column] = cell;
      }
      varies[column] |= cell != first[column];
    }

    int[] kept(String where, Split split) throws IllegalDataException {
      int[] kept = IntStream.range(0, varies.length).filter(c -> varies[c]).toArray();
      if (kept.length > 0) {
        return kept;
      }
      int rows = split.train().length;
      throw new IllegalDataException(
          rows > 1
              ? where
                  + ": every feature is constant over the %,d training rows; one must vary"
                      .formatted(rows)
              : where
                  + ": %d training row is left beside %,d for validation and %,d for the test, and nothing varies in one row; a larger limit, a smaller validation share or more rows leave more"
                      .formatted(rows, split.validation().length, split.test().length));
    }
  }
}
