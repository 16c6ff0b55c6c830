package org.normlab.run.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.Claim;
import org.normlab.job.Job;
import org.normlab.job.life.Store;
import org.normlab.run.Points;
import org.normlab.run.search.RunQuery;
import org.normlab.run.search.SampleRuns;
import org.normlab.train.Point;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TablesTest {
  private static String csv(Table table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Sheet sheet = new CsvSheet(out, table.columns())) {
      table.writeTo(sheet);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<JsonNode> lines(Table table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Sheet sheet = new JsonLinesSheet(out, table.columns())) {
      table.writeTo(sheet);
    }
    return out.toString(StandardCharsets.UTF_8).lines().map(JsonMapper.shared()::readTree).toList();
  }

  @ParameterizedTest
  @EnumSource
  void runsHaveAllThatAnyOfThemHas(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    SampleRuns.store(store);
    SampleRuns.studies(store, "first");
    List<String> csv =
        csv(SearchOf.tables(store).runs(RunQuery.of("name = 'first'", "run"))).lines().toList();
    assertThat(csv).hasSize(3);
    assertThat(csv.get(0))
        .startsWith("job,run,study,name,state,seed,learningRate,")
        .contains(",params.architecture.hidden,", ",params.batchSize,", ",tags.a/b,tags.paper,")
        .endsWith(",metrics.seconds,metrics.test.accuracy");
    assertThat(csv.get(1))
        .contains(
            ",0," + SampleRuns.STUDY + ",first,SUCCEEDED,3,",
            ",\"[64,64]\",",
            ",\"x,\"\"y\",kn,2.0,0.9");
    assertThat(csv.get(2)).endsWith(",1.0,");

    JsonNode line = lines(SearchOf.tables(store).runs(RunQuery.ALL)).getFirst();
    assertThat(line.path("normalization").asString()).isEqualTo("group");
    assertThat(line.path("study").asString()).isEqualTo(SampleRuns.OTHER_STUDY);
    assertThat(line.path("params.batchSize").isInt()).isTrue();
    assertThat(line.path("params.labelSmoothing").asDouble()).isEqualTo(0.1);
    assertThat(line.path("params.recordNorms").isBoolean()).isTrue();
    assertThat(line.path("metrics.seconds").isNull()).isTrue();
    assertThat(line.has("params.name")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void pointsAreLongAndNotFiniteOnesEmpty(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    SampleRuns.store(store);
    SampleRuns.studies(store, "first");
    String one = SampleRuns.STUDY;
    Tables tables = SearchOf.tables(store);
    String diverged = "outcome = 'DIVERGED'";
    assertThat(
            csv(tables.points(RunQuery.of(diverged + " AND study != '" + one + "'", ""))).lines())
        .hasSize(1);
    List<String> csv =
        csv(tables.points(RunQuery.of(diverged + " AND study = '" + one + "'", "")))
            .lines()
            .toList();
    assertThat(csv).hasSize(4);
    assertThat(csv.getFirst())
        .isEqualTo("job,run,study,seed,normalization,architecture,data,metric,step,value");
    assertThat(csv.stream().skip(1).map(line -> line.split(",", 2)[1]))
        .containsExactly(
            "1," + one + ",5,batch,mlp,digits,train.accuracy,2,0.5",
            "1," + one + ",5,batch,mlp,digits,train.loss,1,2.5",
            "1," + one + ",5,batch,mlp,digits,train.loss,2,");
    assertThat(lines(tables.points(RunQuery.ALL)).stream().filter(l -> l.path("value").isNull()))
        .hasSize(4);
  }

  /** More than one part, whose borders fall within a metric and between two. */
  @ParameterizedTest
  @EnumSource
  void noPointIsLostBetweenParts(Store.Kind kind) throws Exception {
    Store store = Store.fresh(kind);
    Job job = SampleRuns.submit(store, "batch", "\"epochs\": 1");
    store.attempts.claim(job.id(), "w", "s", Duration.ofMinutes(9));
    List<Point> points = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      for (int step = 0; step < 12_000; step++) {
        points.add(new Point(0, step, name, step));
      }
    }
    store.points.append(new Claim(job.id(), 1), points);
    List<String> csv = csv(SearchOf.tables(store).points(RunQuery.ALL)).lines().skip(1).toList();
    assertThat(csv).hasSize(36_000).doesNotHaveDuplicates();
    for (int limit : List.of(1, 2, 7)) {
      assertThat(parts(store, job.id(), limit)).hasSize(40).doesNotHaveDuplicates();
    }
  }

  private static List<Object> parts(Store store, String job, int limit) {
    List<Object> all = new ArrayList<>();
    Points.Named last = new Points.Named("a", 11_979, 0);
    List<Points.Named> some;
    do {
      some = store.points.after(job, 0, last, limit);
      all.addAll(some);
      last = some.isEmpty() ? last : some.getLast();
    } while (all.size() < 40 && some.size() == limit);
    return all.subList(0, 40);
  }

  @Test
  void parquetHoldsWhatTheCsvHolds(@TempDir Path folder) throws Exception {
    Store store = Store.fresh(Store.Kind.H2);
    SampleRuns.store(store);
    SampleRuns.submit(store, "batch", "\"tags\": {\"Paper\": \"\", \"a/B\": \"é, \\\"\"}");
    for (Table table :
        List.of(
            SearchOf.tables(store).runs(RunQuery.ALL),
            SearchOf.tables(store).points(RunQuery.ALL))) {
      Path file = folder.resolve("it's " + table.columns().size() + ".parquet");
      try (Sheet sheet =
          new ParquetSheet(
              folder.resolve("making" + table.columns().size()), file, table.columns())) {
        table.writeTo(sheet);
      }
      assertThat(readBack(file, table.columns())).isEqualTo(csv(table));
    }
  }

  /** Reads with DuckDB and writes as CSV. */
  private static String readBack(Path file, List<Column> columns) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select * from read_parquet('" + file.toString().replace("'", "''") + "')");
        CsvSheet sheet = new CsvSheet(out, columns)) {
      while (rows.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          row.add(
              columns.get(i).type() == Column.Type.MOMENT && rows.getObject(i + 1) != null
                  ? rows.getObject(i + 1, OffsetDateTime.class).toInstant()
                  : rows.getObject(i + 1));
        }
        sheet.row(row);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
