package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;

/** Keeps the rewards of a rollout's actions and the ends of episodes, {@code [T, N]}. */
final class Rollout {
  private final int steps;
  private final int rows;
  private final float[] reward;
  private final float[] terminated;
  private final float[] truncated;

  /**
   * Creates a rollout in which nothing was done.
   *
   * @param steps T
   * @param rows N, places of all runs
   */
  Rollout(int steps, int rows) {
    this.steps = steps;
    this.rows = rows;
    reward = new float[steps * rows];
    terminated = new float[steps * rows];
    truncated = new float[steps * rows];
  }

  /**
   * Writes what came of an action.
   *
   * @param gained as it is learned from
   */
  void record(int step, int row, double gained, boolean terminates, boolean truncates) {
    int at = step * rows + row;
    reward[at] = (float) gained;
    terminated[at] = terminates ? 1 : 0;
    truncated[at] = truncates ? 1 : 0;
  }

  NDArray reward(NDManager scope) {
    return scope.create(reward, new Shape(steps, rows));
  }

  /** Returns 1 where a step ended an episode by the rules. */
  NDArray terminated(NDManager scope) {
    return scope.create(terminated, new Shape(steps, rows));
  }

  /** Returns 1 where a step was the last one that the limit allows. */
  NDArray truncated(NDManager scope) {
    return scope.create(truncated, new Shape(steps, rows));
  }

  /** Returns all that {@link #restore} needs. */
  byte[] save() {
    ByteBuffer all = ByteBuffer.allocate(3 * Float.BYTES * reward.length);
    for (int i = 0; i < reward.length; i++) {
      all.putFloat(reward[i]).putFloat(terminated[i]).putFloat(truncated[i]);
    }
    return all.array();
  }

  void restore(byte[] saved) {
    ByteBuffer all = ByteBuffer.wrap(saved);
    for (int i = 0; i < reward.length; i++) {
      reward[i] = all.getFloat();
      terminated[i] = all.getFloat();
      truncated[i] = all.getFloat();
    }
  }
}
