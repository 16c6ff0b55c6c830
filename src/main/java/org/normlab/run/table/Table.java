package org.normlab.run.table;

import java.io.IOException;
import java.util.List;

/** Rows that are read from the database as they are written, whatever their number. */
public interface Table {
  List<Column> columns();

  void writeTo(Sheet sheet) throws IOException;
}
