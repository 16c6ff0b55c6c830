package org.normlab.run.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.Job;
import org.normlab.job.life.Store;
import org.normlab.run.search.RunQuery;
import org.normlab.run.search.RunSearch;
import org.normlab.run.search.SampleRuns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** {@code mvn test -Dtest=SearchProof} prints what searching and exporting 100 000 runs takes. */
class SearchProof {
  private static final int JOBS = 2_000;
  private static final int RUNS = 50;
  private static final int TIMES = 7;

  /** On a busy machine only processor time counts; H2 works in the thread that asks it. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final List<String[]> QUERIES =
      List.of(
          new String[] {"", ""},
          new String[] {"metrics.\"test.accuracy\" > 0.999", ""},
          new String[] {"metrics.\"test.accuracy\" > 2", ""},
          new String[] {"params.architecture.depth = 7 AND metrics.\"test.accuracy\" > 0.5", ""},
          new String[] {"params.normalization.type = 'none-such'", ""},
          new String[] {"tags.paper = 'p17' AND seed = 3", ""},
          new String[] {"name LIKE '%never%'", ""},
          new String[] {"", "metrics.\"test.accuracy\" DESC"},
          new String[] {"params.normalization.type = 'layer'", "metrics.\"test.accuracy\" DESC"},
          new String[] {"", "params.architecture.depth, learningRate DESC"});

  @ParameterizedTest
  @EnumSource(names = {"H2", "POSTGRESQL"})
  void printsWhatAPageTakes(Store.Kind kind, @TempDir Path folder) throws Exception {
    Store store = Store.fresh(kind);
    fill(store);
    RunSearch search = SearchOf.runs(store);
    for (String[] one : QUERIES) {
      RunQuery query = RunQuery.of(one[0], one[1]);
      int found = search.page(query, 50, null).orElseThrow().runs().size();
      double[] wall = new double[TIMES];
      double[] processor = new double[TIMES];
      for (int i = 0; i < TIMES; i++) {
        long start = System.nanoTime();
        long before = THREADS.getCurrentThreadCpuTime();
        search.page(query, 50, null);
        processor[i] = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
        wall[i] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(wall);
      Arrays.sort(processor);
      System.out.printf(
          "%-10s %3d runs %8.1f ms (%.1f ms of processor in this thread)  %s | %s%n",
          kind, found, wall[TIMES / 2], processor[TIMES / 2], one[0], one[1]);
    }
    export(kind, "runs", SearchOf.tables(store).runs(RunQuery.ALL), folder);
    export(kind, "points", SearchOf.tables(store).points(RunQuery.ALL), folder);
  }

  private static void export(Store.Kind kind, String what, Table table, Path folder)
      throws IOException {
    long start = System.nanoTime();
    try (Sheet sheet = new CsvSheet(OutputStream.nullOutputStream(), table.columns())) {
      table.writeTo(sheet);
    }
    long between = System.nanoTime();
    Path file = folder.resolve(what + ".parquet");
    try (Sheet sheet = new ParquetSheet(folder.resolve(what), file, table.columns())) {
      table.writeTo(sheet);
    }
    System.out.printf(
        "%-10s all %s as csv %.1f s, as parquet %.1f s (%,d bytes)%n",
        kind, what, (between - start) / 1e9, (System.nanoTime() - between) / 1e9, Files.size(file));
  }

  /** Copies of one job, with other settings, figures and tags. */
  private static void fill(Store store) throws Exception {
    Job job = SampleRuns.submit(store, "batch", "\"name\": \"deep\", \"tags\": {\"paper\": \"p\"}");
    Connection filling = store.database.getConnection();
    filling.setAutoCommit(false);
    JdbcTemplate batches = new JdbcTemplate(new SingleConnectionDataSource(filling, true));
    Random random = new Random(1);
    String[] methods = {"batch", "layer", "group", "rms"};
    for (int from = 0; from < JOBS; from += 500) {
      for (int j = from; j < from + 500; j++) {
        copy(batches, job.id(), j, methods[j % methods.length]);
      }
      runs(batches, from, random);
    }
    filling.commit();
    filling.close();
    try (Connection connection = store.database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("analyze");
    }
    assertThat(store.sql.sql("select count(*) from job_run").query(Long.class).single())
        .isGreaterThanOrEqualTo((long) JOBS * RUNS);
  }

  private static String id(int j) {
    return "ffffffff-0000-7000-8000-%012d".formatted(j);
  }

  private static void copy(JdbcTemplate batches, String from, int j, String method) {
    batches.update(
        "insert into job (id, version, spec, name, architecture, normalization, data, tags, state,"
            + " priority, progress, attempt, cancel_requested, created) select ?, 1, spec, name,"
            + " architecture, ?, data, tags, 'SUCCEEDED', 0, 1, 1, false, created from job where id"
            + " = ?",
        id(j),
        method,
        from);
    batches.update(
        "insert into job_param (job, name, text, number) select ?, name, text, number from"
            + " job_param where job = ? and name <> 'normalization.type'",
        id(j),
        from);
    batches.update(
        "insert into job_param (job, name, text, number) values (?, 'normalization.type', ?, null)",
        id(j),
        method);
    batches.update(
        "insert into job_param (job, name, text, number) values (?, 'architecture.depth', ?, ?)",
        id(j),
        "" + j % 20,
        j % 20);
    batches.update("insert into job_tag values (?, 'paper', ?)", id(j), "p" + j % 500);
  }

  private static void runs(JdbcTemplate batches, int from, Random random) {
    List<Object[]> runs = new ArrayList<>();
    List<Object[]> metrics = new ArrayList<>();
    List<Object[]> points = new ArrayList<>();
    for (int j = from; j < from + 500; j++) {
      for (int r = 0; r < RUNS; r++) {
        double accuracy = random.nextDouble();
        runs.add(
            new Object[] {
              id(j), r, r, Math.pow(10, -r % 4), "{\"test.accuracy\":" + accuracy + "}"
            });
        metrics.add(new Object[] {id(j), r, "test.accuracy", accuracy});
        for (String name : List.of("test.loss", "train.loss", "train.accuracy", "seconds")) {
          metrics.add(new Object[] {id(j), r, name, random.nextDouble()});
        }
        for (int step = 0; step < 2; step++) {
          points.add(new Object[] {id(j), r, "train.loss", step, random.nextDouble()});
        }
      }
    }
    batches.batchUpdate(
        "insert into job_run (job, number, seed, learning_rate, weight_decay, momentum, outcome,"
            + " summary) values (?, ?, ?, ?, 0, 0, 'COMPLETED', ?)",
        runs);
    batches.batchUpdate("insert into run_metric values (?, ?, ?, ?)", metrics);
    batches.batchUpdate("insert into metric_point values (?, ?, ?, ?, ?)", points);
  }
}
