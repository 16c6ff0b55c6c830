package org.normlab.run.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as SQL. Runs that lack a key come last either way; ties, and runs of no order, are by
 * job and number, newest first. A page begins after the keys of the last run before it, not after
 * so many runs, so that it costs the same however far it is.
 */
final class Sorting {
  private record Key(String sql, RunColumn.Kind kind, boolean descending) {}

  private final List<Key> keys = new ArrayList<>();
  private final Sql joins = new Sql();

  private Sorting() {}

  static Sorting by(List<Order> orders) {
    Sorting sorting = new Sorting();
    orders.forEach(sorting::add);
    return sorting;
  }

  private void add(Order order) {
    String o = "o" + keys.size();
    boolean down = order.descending();
    switch (order.field()) {
      case Field.Metric(String name) -> {
        joins.add(
            " left join run_metric %1$s on %1$s.job = r.job and %1$s.run = r.number and %1$s.name = ?"
                .formatted(o),
            name);
        keys.add(new Key(o + ".measured", RunColumn.Kind.NUMBER, down));
      }
      case Field.Param(String name) -> {
        joins.add(joinOfJob("job_param", o), name);
        keys.add(new Key(o + ".number", RunColumn.Kind.NUMBER, down));
        keys.add(new Key(o + ".text", RunColumn.Kind.TEXT, down));
      }
      case Field.Tag(String name) -> {
        joins.add(joinOfJob("job_tag", o), name);
        keys.add(new Key(o + ".text", RunColumn.Kind.TEXT, down));
      }
      case RunColumn column -> keys.add(new Key(column.sql(), column.kind(), down));
    }
  }

  private static String joinOfJob(String table, String o) {
    return " left join %1$s %2$s on %2$s.job = r.job and %2$s.name = ?".formatted(table, o);
  }

  boolean isAboutJobs() {
    return keys.stream().anyMatch(key -> key.sql().startsWith("j."));
  }

  Sql joins() {
    return joins;
  }

  List<RunColumn.Kind> kinds() {
    return keys.stream().map(Key::kind).toList();
  }

  /** The keys as columns {@code k0}, {@code k1}, … */
  String columns() {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      columns.append(", ").append(keys.get(i).sql()).append(" as k").append(i);
    }
    return columns.toString();
  }

  String orderBy() {
    StringBuilder order = new StringBuilder(" order by ");
    for (Key key : keys) {
      order.append(key.sql()).append(key.descending() ? " desc" : " asc").append(" nulls last, ");
    }
    return order.append("r.job desc, r.number desc").toString();
  }

  /** Returns what comes after a run. */
  Sql after(PageCursor place) {
    return after(place, 0);
  }

  private Sql after(PageCursor place, int i) {
    if (i == keys.size()) {
      // The first condition is implied, but a range that an index knows.
      return new Sql()
          .add(
              "r.job <= ? and (r.job < ? or r.number < ?)",
              place.job(),
              place.job(),
              place.number());
    }
    Key key = keys.get(i);
    @Nullable Object value = place.keys().get(i);
    Sql rest = after(place, i + 1);
    if (value == null) {
      return new Sql().add("(" + key.sql() + " is null and ").add(rest).add(")");
    }
    return new Sql()
        .add(
            "(%1$s %2$s ? or %1$s is null or (%1$s = ? and "
                .formatted(key.sql(), key.descending() ? "<" : ">"),
            value,
            value)
        .add(rest)
        .add("))");
  }
}
