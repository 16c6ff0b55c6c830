package org.normlab.train.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.train.EarlyStopping;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.file.TrainingFailed;

/**
 * Describes where a group of runs stands beside its weights: everything that a resumed training
 * must know.
 */
public final class GroupState {
  /** Says how the names of all of these begin. */
  public static final String PREFIX = "training.";

  public static final String STEP = PREFIX + "step";
  public static final String GROUP = PREFIX + "group";
  public static final String SECONDS = PREFIX + "seconds";
  public static final String ENDED = PREFIX + "ended";
  private static final String EVALUATED = PREFIX + "evaluated";
  private static final String WINDOW = PREFIX + "window";
  private static final String BEST = PREFIX + "best";

  /** Updates at each run's best epoch; 0 where none is known. */
  public static final String BEST_STEPS = PREFIX + "bestSteps";

  /** Updates taken. */
  public long step;

  /** Epochs whose evaluation is reported. */
  long evaluated;

  /** Seconds spent in steps, over all attempts. */
  double seconds;

  /** The step each run ended at; −1 while it trains. */
  public final long[] ended;

  final Window window;
  final Best best;

  /** Null where there is one task. */
  final @Nullable TaskAccuracy tasks;

  public GroupState(int width, @Nullable EarlyStopping stopping, @Nullable TaskAccuracy tasks) {
    this.tasks = tasks;
    ended = new long[width];
    Arrays.fill(ended, -1);
    window = new Window(width);
    best = Best.of(stopping, width);
  }

  int[] frozen() {
    return IntStream.range(0, ended.length).filter(r -> ended[r] >= 0).toArray();
  }

  boolean isTraining(int replica) {
    return ended[replica] < 0;
  }

  boolean anyTraining() {
    return frozen().length < ended.length;
  }

  /** Returns the state as arrays for a checkpoint; they belong to {@code scope}. */
  public NDList toArrays(int group, NDManager scope) {
    NDList arrays = new NDList();
    add(arrays, scope.create(new long[] {step}), STEP);
    add(arrays, scope.create(new long[] {group}), GROUP);
    add(arrays, scope.create(new double[] {seconds}), SECONDS);
    add(arrays, scope.create(new long[] {evaluated}), EVALUATED);
    add(arrays, scope.create(ended), ENDED);
    add(arrays, scope.create(window.toArray()), WINDOW);
    add(arrays, scope.create(best.toArray()), BEST);
    add(arrays, scope.create(best.steps()), BEST_STEPS);
    if (tasks != null) {
      add(arrays, scope.create(tasks.toArray()), TaskAccuracy.NAME);
    }
    return arrays;
  }

  private static void add(NDList arrays, NDArray array, String name) {
    array.setName(name);
    arrays.add(array);
  }

  void restore(Checkpoint.Contents arrays) throws TrainingFailed {
    step = arrays.get(STEP).toLongArray()[0];
    seconds = arrays.get(SECONDS).toDoubleArray()[0];
    evaluated = arrays.get(EVALUATED).toLongArray()[0];
    System.arraycopy(arrays.get(ENDED).toLongArray(), 0, ended, 0, ended.length);
    window.restore(arrays.get(WINDOW).toDoubleArray());
    best.restore(arrays.get(BEST).toDoubleArray(), arrays.get(BEST_STEPS).toLongArray());
    if (tasks != null) {
      tasks.restore(arrays.get(TaskAccuracy.NAME).toDoubleArray());
    }
  }
}
