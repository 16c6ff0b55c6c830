package org.normlab.run.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.job.RunOutcome;
import org.normlab.run.search.FoundRun;
import org.normlab.run.search.RunQuery;
import org.normlab.run.search.RunSearch;
import org.normlab.run.search.ValueParser;

/**
 * A row a run: what every run has, then {@code params.}, {@code tags.} and {@code metrics.}
 * columns, those that any of the runs has as the table is begun.
 */
final class RunTable implements Table {
  private static final int PAGE = 500;
  private static final List<Column> ALWAYS =
      List.of(
          Column.text("job"),
          Column.whole("run"),
          Column.text("study"),
          Column.text("name"),
          Column.text("state"),
          Column.whole("seed"),
          Column.number("learningRate"),
          Column.number("weightDecay"),
          Column.number("momentum"),
          Column.text("normalization"),
          Column.text("architecture"),
          Column.text("data"),
          Column.text("outcome"),
          Column.whole("step"),
          Column.moment("created"),
          Column.moment("started"),
          Column.moment("ended"));

  private final RunSearch search;
  private final DynamicColumns extras;
  private final RunQuery query;
  private final List<Column> params;
  private final List<String> tags;
  private final List<String> metrics;

  RunTable(RunSearch search, DynamicColumns extras, RunQuery query) {
    this.search = search;
    this.extras = extras;
    this.query = query;
    this.params = extras.params(query);
    this.tags = extras.tags(query);
    this.metrics = extras.metrics(query);
  }

  @Override
  public List<Column> columns() {
    List<Column> all = new ArrayList<>(ALWAYS);
    params.forEach(param -> all.add(new Column("params." + param.name(), param.type())));
    tags.forEach(tag -> all.add(Column.text("tags." + tag)));
    metrics.forEach(metric -> all.add(Column.number("metrics." + metric)));
    return all;
  }

  @Override
  public void writeTo(Sheet sheet) throws IOException {
    String cursor = null;
    do {
      RunSearch.Page page = search.page(query, PAGE, cursor).orElseThrow();
      List<String> jobs = page.runs().stream().map(FoundRun::job).distinct().toList();
      Map<String, Map<String, String>> settings = extras.settings(jobs);
      for (FoundRun run : page.runs()) {
        sheet.row(row(run, settings.getOrDefault(run.job(), Map.of())));
      }
      cursor = page.nextCursor();
    } while (cursor != null);
  }

  private List<@Nullable Object> row(FoundRun run, Map<String, String> settings) {
    List<@Nullable Object> row = always(run);
    for (Column param : params) {
      row.add(value(param.type(), settings.get(param.name())));
    }
    Map<String, String> named = new HashMap<>(run.tags());
    tags.forEach(tag -> row.add(named.get(tag)));
    metrics.forEach(metric -> row.add(run.summary().get(metric)));
    return row;
  }

  private static List<@Nullable Object> always(FoundRun run) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(run.job());
    row.add((long) run.number());
    row.add(run.study());
    row.add(run.name());
    row.add(run.state().name());
    row.add(run.seed());
    row.add(run.learningRate());
    row.add(run.weightDecay());
    row.add(run.momentum());
    row.add(run.normalization());
    row.add(run.architecture());
    row.add(run.data());
    RunOutcome outcome = run.outcome();
    row.add(outcome == null ? null : outcome.name());
    row.add(run.step());
    row.add(run.created());
    row.add(run.started());
    row.add(run.ended());
    return row;
  }

  /**
   * A job from after the columns were chosen may have a value of another kind: then there is none.
   */
  private static @Nullable Object value(Column.Type type, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (type) {
      case TEXT -> text;
      case TRUTH -> Boolean.valueOf(text);
      case WHOLE -> ValueParser.numberOrNull(text) instanceof Long whole ? whole : null;
      case NUMBER -> ValueParser.numberOrNull(text) instanceof Number n ? n.doubleValue() : null;
      case MOMENT -> null;
    };
  }
}
