package org.normlab.data.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes what a user says about the columns of a table.
 *
 * @param label name of the label's column; null for the last one
 * @param header whether the first row holds names; null leaves it to {@link CsvHeader}
 * @param exclude names of columns that are neither feature nor label
 */
public record CsvColumns(@Nullable String label, @Nullable Boolean header, List<String> exclude) {
  public static final CsvColumns LAST_IS_LABEL = new CsvColumns(null, null, List.of());

  public static CsvColumns of(@Nullable String label, TableColumns columns) {
    return new CsvColumns(label, columns.header(), columns.excluded());
  }
}
