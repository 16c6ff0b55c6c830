package org.normlab.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds runs of all jobs. The database decides every clause. Indexed are jobs and runs by id,
 * params and metrics by name and number; texts of params and tags are compared one by one.
 */
@Component
public class RunSearch {
  /** Runs with their jobs, which a {@code where} can follow. */
  static final String FROM = " from job_run r join job j on j.id = r.job";

  private final JdbcClient sql;

  RunSearch(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Some of the runs that were found.
   *
   * @param nextCursor of the next page; null on the last
   */
  public record Page(List<FoundRun> runs, @Nullable String nextCursor) {}

  private record Row(FoundRun run, Place place) {}

  /**
   * A page of runs.
   *
   * @param cursor {@code nextCursor} of the page before; null for the first
   * @return empty where the cursor is none of this order
   */
  public Optional<Page> page(RunQuery query, int limit, @Nullable String cursor) {
    Sorting sorting = query.sorting();
    Place after = cursor == null ? null : Place.read(cursor, query.orderBy(), sorting.kinds());
    if (cursor != null && after == null) {
      return Optional.empty();
    }
    List<Row> rows = rows(query.filter(), sorting, after, limit + 1);
    boolean more = rows.size() > limit;
    List<Row> page = rows.subList(0, Math.min(limit, rows.size()));
    return Optional.of(
        new Page(
            page.stream().map(Row::run).toList(),
            more ? page.getLast().place().cursor(query.orderBy()) : null));
  }

  private List<Row> rows(List<Clause> filter, Sorting sorting, @Nullable Place after, int limit) {
    Sql select =
        new Sql()
            .add("select " + FoundRows.COLUMNS + sorting.columns() + FROM)
            .add(sorting.joins())
            .add(Conditions.where(filter));
    if (after != null) {
      select.add(" and ").add(sorting.after(after));
    }
    select.add(sorting.orderBy() + " limit ?", limit);
    List<RunColumn.Kind> kinds = sorting.kinds();
    return select.list(sql, (row, _) -> row(row, kinds));
  }

  private static Row row(ResultSet row, List<RunColumn.Kind> kinds) throws SQLException {
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      keys.add(FoundRows.key(row, i, kinds.get(i)));
    }
    FoundRun run = FoundRows.run(row);
    return new Row(run, new Place(keys, run.job(), run.number()));
  }
}
