package org.normlab.train.loop;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.metric.Metrics;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.device.Steps;

/**
 * Describes how well each run did on its tasks while it learned them: the share of samples
 * classified rightly in each batch before the update that learns from it, over all of a task's
 * steps (online) and over its last ones (late). Tasks that are cut short by the training's end are
 * not counted.
 */
final class TaskAccuracy {
  /** Its name in a checkpoint. */
  static final String NAME = GroupState.PREFIX + "tasks";

  private static final int NUMBERS = 6;

  private final long every;
  private final long late;
  private final int batch;

  /** Hits of the present task. */
  private final double[] hits;

  private final double[] lateHits;

  /** Over the tasks that are done: their number, sum, first and last. */
  private final double[] tasks;

  private final double[] sum;
  private final double[] first;
  private final double[] last;

  /** Creates the accuracies of a group of runs; null where there is one task. */
  static @Nullable TaskAccuracy of(SupervisedSpec spec, int width, int stepsPerEpoch) {
    Integer every = spec.data().tasks().relabelEvery();
    return every == null ? null : new TaskAccuracy(width, every, stepsPerEpoch, spec.batchSize());
  }

  /**
   * @param every steps of a task
   * @param late the last steps that count as its end
   * @param batch samples of a step
   */
  private TaskAccuracy(int width, long every, long late, int batch) {
    this.every = every;
    this.late = Math.min(late, every);
    this.batch = batch;
    hits = new double[width];
    lateHits = new double[width];
    tasks = new double[width];
    sum = new double[width];
    first = new double[width];
    last = new double[width];
  }

  /** Steps until the present task ends. */
  long left(long step) {
    return every - step % every;
  }

  /** Adds steps of one task, the first being {@code step} of the training. */
  void add(Steps taken, long step) {
    for (int k = 0; k < taken.hits().length; k++) {
      boolean isLate = (step + k) % every >= every - late;
      for (int r = 0; r < hits.length; r++) {
        hits[r] += taken.hits()[k][r];
        lateHits[r] += isLate ? taken.hits()[k][r] : 0;
      }
    }
  }

  /** Returns whether so many steps of a training end a task. */
  boolean isEnd(long steps) {
    return steps % every == 0;
  }

  /** The mean over all steps of the task that ends. */
  double online(int r) {
    return hits[r] / every / batch;
  }

  /** The mean over its last steps. */
  double late(int r) {
    return lateHits[r] / late / batch;
  }

  /** Counts the task that ends for a run that has taken all of its steps. */
  void count(int r) {
    double online = online(r);
    first[r] = tasks[r] == 0 ? online : first[r];
    last[r] = online;
    sum[r] += online;
    tasks[r]++;
  }

  /** The next task begins. */
  void next() {
    Arrays.fill(hits, 0);
    Arrays.fill(lateHits, 0);
  }

  /** Over the tasks that a run has been through; empty before the first one's end. */
  Map<String, Double> summary(int r) {
    return tasks[r] == 0
        ? Map.of()
        : Map.of(
            Metrics.ONLINE_ACCURACY.name(), sum[r] / tasks[r],
            Metrics.FIRST_ONLINE_ACCURACY.name(), first[r],
            Metrics.LAST_ONLINE_ACCURACY.name(), last[r]);
  }

  private double[][] all() {
    return new double[][] {hits, lateHits, tasks, sum, first, last};
  }

  /** Returns the state for a checkpoint. */
  double[] toArray() {
    return Arrays.stream(all()).flatMapToDouble(Arrays::stream).toArray();
  }

  void restore(double[] array) {
    int width = array.length / NUMBERS;
    for (int i = 0; i < NUMBERS; i++) {
      System.arraycopy(array, i * width, all()[i], 0, width);
    }
  }
}
