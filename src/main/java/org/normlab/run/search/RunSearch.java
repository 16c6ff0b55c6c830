package org.normlab.run.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds runs of all jobs. The database decides every clause. Indexed are runs by job and number,
 * params and tags by name, figures by run: a clause looks at each value of its name at most once,
 * and a page in the usual order ends where it is full.
 */
@Component
public class RunSearch {
  /** Runs with their jobs, which a {@code where} can follow. */
  public static final String FROM = " from job_run r join job j on j.id = r.job";

  private static final String FROM_RUNS = " from job_run r";
  private static final String FROM_WITH_JOBS = " from job_run r left join job j on j.id = r.job";

  private final JdbcClient sql;

  public RunSearch(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Some of the runs that were found.
   *
   * @param nextCursor of the next page; null on the last
   */
  public record Page(List<FoundRun> runs, @Nullable String nextCursor) {}

  private record Row(FoundRun run, PageCursor place) {}

  /**
   * A page of runs.
   *
   * @param cursor {@code nextCursor} of the page before; null for the first
   * @return empty where the cursor is none of this order
   */
  public Optional<Page> page(RunQuery query, int limit, @Nullable String cursor) {
    Sorting sorting = query.sorting();
    PageCursor after =
        cursor == null ? null : PageCursor.read(cursor, query.orderBy(), sorting.kinds());
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

  private List<Row> rows(
      List<Clause> filter, Sorting sorting, @Nullable PageCursor after, int limit) {
    Sql select =
        new Sql()
            .add("select " + FoundRows.COLUMNS + sorting.columns() + from(filter, sorting))
            .add(sorting.joins())
            .add(Conditions.where(filter));
    if (after != null) {
      select.add(" and ").add(sorting.after(after));
    }
    select.add(sorting.orderBy() + " limit ?", limit);
    List<RunColumn.Kind> kinds = sorting.kinds();
    List<FoundRows.Run> runs = select.list(sql, (row, _) -> FoundRows.run(row, kinds));
    Map<String, FoundRows.Job> jobs =
        jobs(runs.stream().map(FoundRows.Run::job).distinct().toList());
    return runs.stream()
        .map(run -> new Row(run.of(Objects.requireNonNull(jobs.get(run.job()))), run.place()))
        .toList();
  }

  /**
   * Jobs are joined only where a clause or a key is about them, and from the run's side: so the
   * newest runs are read off their primary key, and no more of them than the page needs.
   */
  private static String from(List<Clause> filter, Sorting sorting) {
    boolean aboutJobs =
        sorting.isAboutJobs()
            || filter.stream()
                .anyMatch(one -> one.field() instanceof RunColumn column && column.isOfJob());
    return aboutJobs ? FROM_WITH_JOBS : FROM_RUNS;
  }

  private Map<String, FoundRows.Job> jobs(List<String> ids) {
    Map<String, FoundRows.Job> jobs = new HashMap<>();
    if (!ids.isEmpty()) {
      sql.sql("select " + FoundRows.JOB_COLUMNS + " from job j where j.id in (:ids)")
          .param("ids", ids)
          .query(
              row -> {
                jobs.put(row.getString("id"), FoundRows.job(row));
              });
    }
    return jobs;
  }
}
