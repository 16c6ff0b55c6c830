package org.normlab.train.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.normlab.environment.StoredEpisode;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;
import org.normlab.train.Ending;
import org.normlab.train.Outcome;
import org.normlab.train.Point;
import org.normlab.train.Progress;
import org.normlab.train.Run;
import org.normlab.train.file.Checkpoint;

/**
 * Turns what a group measured into points, and remembers each run's last figures for its summary.
 */
public final class ProgressReport {
  /** A report is a line on its way to the worker, which may not be endless. */
  private static final int MOST_AT_ONCE = 1000;

  private static final String LATEST = GroupState.PREFIX + "latest.";

  private static final Set<String> OF_EPOCHS =
      Metrics.OF_EPOCHS.stream().map(Metric::name).collect(Collectors.toUnmodifiableSet());

  private final Progress progress;
  private final List<Run> runs;
  private final List<Map<String, Double>> latest = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();

  public ProgressReport(Progress progress, List<Run> runs) {
    this.progress = progress;
    this.runs = runs;
    runs.forEach(run -> latest.add(new LinkedHashMap<>()));
  }

  /**
   * A value of the run at place {@code replica} of the group. One that is not finite is not
   * reported, and then the value before is no longer the run's last.
   */
  public void add(int replica, long step, String name, double value) {
    if (!Double.isFinite(value)) {
      latest.get(replica).remove(name);
      return;
    }
    points.add(new Point(runs.get(replica).number(), step, name, value));
    latest.get(replica).put(name, value);
  }

  /** Adds, like {@link #add}, a value that a summary leaves out: there is too much of it. */
  public void addProbed(int replica, long step, String name, double value) {
    if (Double.isFinite(value)) {
      points.add(new Point(runs.get(replica).number(), step, name, value));
    }
  }

  /** Keeps the figures of the epoch that ended last as those of the run's best one. */
  void markBest(int replica) {
    Map<String, Double> figures = latest.get(replica);
    figures.keySet().removeIf(name -> name.startsWith(Metrics.BEST));
    Map<String, Double> best = new LinkedHashMap<>();
    figures.forEach(
        (name, value) -> {
          if (OF_EPOCHS.contains(name)) {
            best.put(Metrics.BEST + name, value);
          }
        });
    figures.putAll(best);
  }

  /** The last value, NaN when there is none or it was not finite. */
  double latest(int replica, String name) {
    return latest.get(replica).getOrDefault(name, Double.NaN);
  }

  /**
   * The last figures for a checkpoint, each of all runs, NaN for one that has none: a training that
   * goes on measures some of them no more. The arrays belong to {@code scope}.
   */
  public NDList toArrays(NDManager scope) {
    NDList arrays = new NDList();
    latest.stream()
        .flatMap(figures -> figures.keySet().stream())
        .distinct()
        .forEach(
            name -> {
              double[] values = new double[latest.size()];
              Arrays.setAll(values, replica -> latest(replica, name));
              NDArray array = scope.create(values);
              array.setName(LATEST + name);
              arrays.add(array);
            });
    return arrays;
  }

  public void restore(Checkpoint.Contents contents) {
    contents
        .arrays()
        .forEach(
            (name, array) -> {
              if (name.startsWith(LATEST)) {
                restore(name.substring(LATEST.length()), array.toDoubleArray());
              }
            });
  }

  private void restore(String name, double[] values) {
    for (int replica = 0; replica < values.length; replica++) {
      if (!Double.isNaN(values[replica])) {
        latest.get(replica).put(name, values[replica]);
      }
    }
  }

  /** Hands over what was added; {@code done} is the share of the attempt that is done. */
  public void send(double done) {
    int from = 0;
    do {
      int to = Math.min(points.size(), from + MOST_AT_ONCE);
      progress.points(done, List.copyOf(points.subList(from, to)));
      from = to;
    } while (from < points.size());
    points.clear();
  }

  /** Hands over the episode that shows a run at the end of a visit. */
  public void recorded(int replica, int visit, StoredEpisode episode) {
    progress.episode(runs.get(replica).number(), visit, episode);
  }

  /** A run's last figures and whatever else its summary should say. */
  public void ended(
      int replica, Outcome outcome, long step, String reason, Map<String, Double> more) {
    Map<String, Double> summary = new LinkedHashMap<>(latest.get(replica));
    more.forEach(
        (name, value) -> {
          if (Double.isFinite(value)) {
            summary.put(name, value);
          }
        });
    progress.ended(runs.get(replica).number(), new Ending(outcome, step, reason, summary));
  }
}
