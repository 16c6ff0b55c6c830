package org.normlab.run.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a table and writes them; it is whole only once it is closed. */
public interface Sheet extends Closeable {
  /**
   * Writes a row.
   *
   * @param values one a column, of the column's type or null
   */
  void row(List<@Nullable Object> values) throws IOException;
}
