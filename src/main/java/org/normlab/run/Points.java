package org.normlab.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.job.Claim;
import org.normlab.job.life.Fence;
import org.normlab.metric.Metric;
import org.normlab.train.Point;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The measured values of all runs; each run, metric and step has one. */
@Component
public class Points {

  /** Standard SQL, which H2 and PostgreSQL 15 understand alike. */
  private static final String MERGE =
      """
      merge into metric_point p
      using (values (cast(? as varchar(36)), cast(? as integer), cast(? as varchar(100)),
        cast(? as bigint), cast(? as double precision))) as n (job, run, name, step, measured)
      on (p.job = n.job and p.run = n.run and p.name = n.name and p.step = n.step)
      when matched then update set measured = n.measured
      when not matched then insert (job, run, name, step, measured)
        values (n.job, n.run, n.name, n.step, n.measured)
      """;

  /** Takes databases a part of the time that {@link #MERGE} does. */
  private static final String INSERT =
      "insert into metric_point (job, run, name, step, measured) values (?, ?, ?, ?, ?)";

  private static final String MERGE_NAME =
      """
      merge into metric_name m
      using (values (cast(? as varchar(36)), cast(? as varchar(100)))) as n (job, name)
      on (m.job = n.job and m.name = n.name)
      when not matched then insert (job, name) values (n.job, n.name)
      """;

  private final JdbcTemplate batches;
  private final JdbcClient sql;
  private final Fence fence;

  Points(JdbcTemplate batches, JdbcClient sql, Fence fence) {
    this.batches = batches;
    this.sql = sql;
    this.fence = fence;
  }

  /**
   * Stores what an attempt measured; what was there for the same step is overwritten.
   *
   * @throws org.normlab.job.StaleAttempt if the attempt does not own the job; nothing is stored
   */
  public void append(Claim claim, List<Point> points) {
    store(MERGE, claim, points);
  }

  /**
   * Stores what nobody stored before.
   *
   * @throws org.springframework.dao.DuplicateKeyException where somebody did; nothing is stored
   * @throws org.normlab.job.StaleAttempt if the attempt does not own the job; nothing is stored
   */
  public void appendNew(Claim claim, List<Point> points) {
    store(INSERT, claim, points);
  }

  private void store(String statement, Claim claim, List<Point> points) {
    String job = claim.job();
    List<Object[]> rows =
        points.stream()
            .map(p -> new Object[] {job, p.run(), p.name(), p.step(), p.value()})
            .toList();
    List<Object[]> names =
        points.stream().map(Point::name).distinct().map(name -> new Object[] {job, name}).toList();
    fence.guard(
        claim,
        () -> {
          batches.batchUpdate(MERGE_NAME, names);
          batches.batchUpdate(statement, rows);
        });
  }

  /** The metrics that a job has, in alphabetical order. */
  public List<String> names(String job) {
    return sql.sql("select name from metric_name where job = ? order by name")
        .param(job)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** A run's values of one metric after a step; −1 gives all. */
  public List<Value> series(String job, int run, String name, long afterStep) {
    return sql.sql(
            "select step, measured from metric_point where job = ? and run = ? and name = ?"
                + " and step > ? order by step")
        .params(job, run, name, afterStep)
        .query((row, n) -> new Value(row.getLong(1), row.getDouble(2)))
        .list();
  }

  /** One metric of all runs of a job: value by step, by the run's number. */
  public Map<Integer, SortedMap<Long, Double>> ofJob(String job, String name) {
    Map<Integer, SortedMap<Long, Double>> runs = new HashMap<>();
    sql.sql("select run, step, measured from metric_point where job = ? and name = ?")
        .params(job, name)
        .query(
            row -> {
              runs.computeIfAbsent(row.getInt(1), _ -> new TreeMap<>())
                  .put(row.getLong(2), row.getDouble(3));
            });
    return runs;
  }

  /** One metric of a run: value by step. */
  public SortedMap<Long, Double> ofRun(String job, int run, String name) {
    SortedMap<Long, Double> series = new TreeMap<>();
    sql.sql("select step, measured from metric_point where job = ? and run = ? and name = ?")
        .params(job, run, name)
        .query(
            row -> {
              series.put(row.getLong(1), row.getDouble(2));
            });
    return series;
  }

  /**
   * A run's values of all metrics by name and step, in parts.
   *
   * @param last where the part before ended; null for the first
   * @return fewer than the limit only at the end
   */
  public List<Named> after(String job, int run, @Nullable Named last, int limit) {
    if (last == null) {
      return named("", limit, job, run);
    }
    // Two ranges of the primary key; one condition over both would read the run from its start.
    List<Named> rest =
        new ArrayList<>(
            named(" and name = ? and step > ?", limit, job, run, last.name(), last.step()));
    if (rest.size() < limit) {
      rest.addAll(named(" and name > ?", limit - rest.size(), job, run, last.name()));
    }
    return rest;
  }

  private List<Named> named(String range, int limit, Object... values) {
    return sql.sql(
            "select name, step, measured from metric_point where job = ? and run = ?"
                + range
                + " order by job, run, name, step limit "
                + limit)
        .params(values)
        .query((row, _) -> new Named(row.getString(1), row.getLong(2), row.getDouble(3)))
        .list();
  }

  /**
   * Returns what probes saw of one quantity in a run: a series a layer, in the order of the
   * network.
   *
   * @param quantity letters and digits, such as {@code meanAfter}
   */
  public Map<String, List<Value>> probed(String job, int run, String quantity) {
    Map<String, List<Value>> layers = new LinkedHashMap<>();
    sql.sql(
            "select n.name, p.step, p.measured from metric_name n join metric_point p"
                + " on p.job = n.job and p.name = n.name"
                + " where n.job = ? and p.run = ? and n.name like ? order by n.id, p.step")
        .params(job, run, Metric.PROBE + "%." + quantity)
        .query(
            row -> {
              String name = row.getString(1);
              layers
                  .computeIfAbsent(layer(name), _ -> new ArrayList<>())
                  .add(new Value(row.getLong(2), row.getDouble(3)));
            });
    return layers;
  }

  private static String layer(String name) {
    return name.substring(Metric.PROBE.length(), name.lastIndexOf('.'));
  }

  /** The quantities that probes of a job show, in alphabetical order. */
  public List<String> quantities(String job) {
    return names(job).stream()
        .filter(name -> name.startsWith(Metric.PROBE))
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .distinct()
        .sorted()
        .toList();
  }

  /** One measured value with the name of its metric. */
  public record Named(String name, long step, double value) {}

  /** One measured value. */
  public record Value(long step, double value) {}

  /**
   * Consecutive values as one.
   *
   * @param step of the first value
   */
  public record Bucket(long step, long lastStep, double min, double max, double last) {
    private static Bucket of(List<Value> values) {
      double min = values.stream().mapToDouble(Value::value).min().orElseThrow();
      double max = values.stream().mapToDouble(Value::value).max().orElseThrow();
      Value last = values.getLast();
      return new Bucket(values.getFirst().step(), last.step(), min, max, last.value());
    }
  }

  /** At most so many buckets of about equally many values; no spike is lost. */
  public static List<Bucket> downsample(List<Value> values, int buckets) {
    int count = Math.min(buckets, values.size());
    return IntStream.range(0, count)
        .mapToObj(i -> Bucket.of(values.subList(cut(values, i, count), cut(values, i + 1, count))))
        .toList();
  }

  private static int cut(List<Value> values, int i, int count) {
    return (int) ((long) values.size() * i / count);
  }
}
