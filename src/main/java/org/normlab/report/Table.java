package org.normlab.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table whose first column heads its rows.
 *
 * @param notes below the table: why something is undefined
 */
record Table(String caption, List<Column> columns, List<List<String>> rows, List<String> notes)
    implements Element {
  /**
   * @param number whether its cells are aligned as numbers
   */
  record Column(String name, boolean number) {}

  Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    notes = List.copyOf(notes);
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row has %d cells of %d columns".formatted(row.size(), columns.size()));
      }
    }
  }

  static Builder of(String caption) {
    return new Builder(caption);
  }

  /** Columns, then rows. */
  static final class Builder {
    private final String caption;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    private Builder(String caption) {
      this.caption = caption;
    }

    Builder texts(String... names) {
      return add(false, List.of(names));
    }

    Builder numbers(String... names) {
      return add(true, List.of(names));
    }

    Builder numbers(List<String> names) {
      return add(true, names);
    }

    private Builder add(boolean number, List<String> names) {
      names.forEach(name -> columns.add(new Column(name, number)));
      return this;
    }

    Builder row(String... cells) {
      return row(List.of(cells));
    }

    Builder row(List<String> cells) {
      rows.add(cells);
      return this;
    }

    Table build(Cells cells) {
      return new Table(caption, columns, rows, cells.notes());
    }

    Table build() {
      return new Table(caption, columns, rows, List.of());
    }
  }
}
