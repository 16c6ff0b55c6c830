package org.normlab.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.table.ClassCount;
import org.normlab.data.table.Table;

/** A table whose rows are parted and whose features are standardized as a job says. */
record StandardizedTable(Table table, DataSpec spec) {
  /** Returns size and parts of the table. */
  DataShape outline() throws IOException {
    Split split = split();
    int features = ColumnScale.kept(table, split).length;
    return DataShape.of(
        List.of(features), split, ClassCount.of(table.labels(), table.classes()), table.notes());
  }

  /** Returns the rows with each feature that varies standardized over the training rows. */
  DataSet standardized(String name) throws IOException {
    Split split = split();
    ColumnScale scale = ColumnScale.of(table, split);
    List<String> all = new ArrayList<>(table.notes());
    all.addAll(scale.notes(table.columns()));
    all.addAll(split.notes(table.labels(), table.classes()));
    return new DataSet(
        name,
        List.of(scale.kept().length),
        table.classes().size(),
        values(scale),
        table.labels(),
        split.train(),
        split.validation(),
        split.test(),
        new float[0],
        new float[0],
        List.copyOf(all));
  }

  /** Returns by which means and deviations the features were standardized. */
  Preprocessing inputs() throws IOException {
    Split split = split();
    return Preprocessing.of(ColumnScale.of(table, split), table.places(), table.rows(), split);
  }

  private Split split() {
    return Split.of(table.labels(), table.classes().size(), 0, spec);
  }

  private ByteBuffer values(ColumnScale scale) throws IllegalDataException {
    int[] kept = scale.kept();
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(table.labels().length * kept.length * Float.BYTES)
            .order(ByteOrder.nativeOrder());
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int row = 0; row < table.labels().length; row++) {
      for (int column : kept) {
        float value = (float) scale.standardized(table.cell(row, column), column);
        if (!Float.isFinite(value)) {
          throw new IllegalDataException(
              "%s, row %d, column \"%s\": %s lies too far from the training rows to be standardized as float32"
                  .formatted(
                      table.where(),
                      table.rows()[row] + 1,
                      table.columns().get(column),
                      table.cell(row, column)));
        }
        floats.put(value);
      }
    }
    return bytes;
  }
}
