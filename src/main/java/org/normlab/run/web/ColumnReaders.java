package org.normlab.run.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normlab.run.table.Column;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;

/**
 * The columns of a table and how each is read from a row. A figure without a value, whose reason
 * only the JSON answer has, is null.
 */
public final class ColumnReaders<R> {
  private final List<Column> columns = new ArrayList<>();
  private final List<Function<R, @Nullable Object>> values = new ArrayList<>();

  public ColumnReaders<R> text(String name, Function<R, @Nullable String> value) {
    return add(name, Column.Type.TEXT, value::apply);
  }

  public ColumnReaders<R> truth(String name, Function<R, Boolean> value) {
    return add(name, Column.Type.TRUTH, value::apply);
  }

  public ColumnReaders<R> whole(String name, Function<R, @Nullable Integer> value) {
    return add(
        name,
        Column.Type.WHOLE,
        row -> {
          Integer whole = value.apply(row);
          return whole == null ? null : whole.longValue();
        });
  }

  public ColumnReaders<R> number(String name, Function<R, @Nullable Double> value) {
    return add(name, Column.Type.NUMBER, value::apply);
  }

  public ColumnReaders<R> figure(String name, Function<R, @Nullable Estimate> figure) {
    return number(
        name,
        row -> {
          Estimate of = figure.apply(row);
          return of == null ? null : of.value();
        });
  }

  /** Two columns, {@code nameLow} and {@code nameHigh}. */
  public ColumnReaders<R> interval(String name, Function<R, @Nullable Interval> interval) {
    return number(name + "Low", row -> end(interval.apply(row), true))
        .number(name + "High", row -> end(interval.apply(row), false));
  }

  private static @Nullable Double end(@Nullable Interval interval, boolean low) {
    return interval == null ? null : low ? interval.low() : interval.high();
  }

  private ColumnReaders<R> add(String name, Column.Type type, Function<R, @Nullable Object> value) {
    columns.add(new Column(name, type));
    values.add(value);
    return this;
  }

  public List<Column> columns() {
    return List.copyOf(columns);
  }

  public List<@Nullable Object> of(R row) {
    List<@Nullable Object> cells = new ArrayList<>();
    values.forEach(value -> cells.add(value.apply(row)));
    return cells;
  }
}
