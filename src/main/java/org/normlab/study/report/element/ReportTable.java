package org.normlab.study.report.element;

import java.util.ArrayList;
import java.util.List;

/**
 * A table whose first column heads its rows.
 *
 * @param notes below the table: why something is undefined
 */
public record ReportTable(
    String caption, List<Column> columns, List<List<String>> rows, List<String> notes)
    implements Element {
  /**
   * @param number whether its cells are aligned as numbers
   */
  record Column(String name, boolean number) {}

  public ReportTable {
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

  public static Builder of(String caption) {
    return new Builder(caption);
  }

  /** Columns, then rows. */
  public static final class Builder {
    private final String caption;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    private Builder(String caption) {
      this.caption = caption;
    }

    public Builder texts(String... names) {
      return add(false, List.of(names));
    }

    public Builder numbers(String... names) {
      return add(true, List.of(names));
    }

    public Builder numbers(List<String> names) {
      return add(true, names);
    }

    private Builder add(boolean number, List<String> names) {
      names.forEach(name -> columns.add(new Column(name, number)));
      return this;
    }

    public Builder row(String... cells) {
      return row(List.of(cells));
    }

    public Builder row(List<String> cells) {
      rows.add(cells);
      return this;
    }

    public ReportTable build(TableCells cells) {
      return new ReportTable(caption, columns, rows, cells.notes());
    }

    public ReportTable build() {
      return new ReportTable(caption, columns, rows, List.of());
    }
  }
}
