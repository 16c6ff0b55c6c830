package org.normlab.run.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.run.Points;
import org.normlab.run.search.FoundRun;
import org.normlab.run.search.RunQuery;
import org.normlab.run.search.RunSearch;

/** A row a measured value of every run, in the long form that plotting libraries like. */
final class PointTable implements Table {
  private static final int PAGE = 500;
  private static final int POINTS = 10_000;

  private final RunSearch search;
  private final Points points;
  private final RunQuery query;

  PointTable(RunSearch search, Points points, RunQuery query) {
    this.search = search;
    this.points = points;
    this.query = query;
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.text("job"),
        Column.whole("run"),
        Column.text("study"),
        Column.whole("seed"),
        Column.text("normalization"),
        Column.text("architecture"),
        Column.text("data"),
        Column.text("metric"),
        Column.whole("step"),
        Column.number("value"));
  }

  @Override
  public void writeTo(Sheet sheet) throws IOException {
    String cursor = null;
    do {
      RunSearch.Page page = search.page(query, PAGE, cursor).orElseThrow();
      for (FoundRun run : page.runs()) {
        write(run, sheet);
      }
      cursor = page.nextCursor();
    } while (cursor != null);
  }

  private void write(FoundRun run, Sheet sheet) throws IOException {
    Points.Named last = null;
    List<Points.Named> some;
    do {
      some = points.after(run.job(), run.number(), last, POINTS);
      for (Points.Named point : some) {
        sheet.row(row(run, point));
      }
      last = some.isEmpty() ? null : some.getLast();
    } while (some.size() == POINTS);
  }

  private static List<@Nullable Object> row(FoundRun run, Points.Named point) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(run.job());
    row.add((long) run.number());
    row.add(run.study());
    row.add(run.seed());
    row.add(run.normalization());
    row.add(run.architecture());
    row.add(run.data());
    row.add(point.name());
    row.add(point.step());
    row.add(point.value());
    return row;
  }
}
