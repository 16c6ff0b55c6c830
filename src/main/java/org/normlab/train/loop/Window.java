package org.normlab.train.loop;

import java.util.Arrays;
import org.normlab.train.device.Steps;

/**
 * Running sums of loss and hits per run over a stretch of steps, until they are reported as means.
 */
public final class Window {
  private final double[] losses;
  private final double[] hits;
  private long steps;

  public Window(int width) {
    losses = new double[width];
    hits = new double[width];
  }

  private static final int PER_EPOCH = 10;
  private static final int SHORTEST = 50;

  /**
   * Steps of a window: a tenth of an epoch, but not so few that reporting costs more than training.
   */
  static int length(int stepsPerEpoch) {
    return Math.min(stepsPerEpoch, Math.max(SHORTEST, -Math.floorDiv(-stepsPerEpoch, PER_EPOCH)));
  }

  public void add(Steps taken) {
    for (int k = 0; k < taken.losses().length; k++) {
      for (int r = 0; r < losses.length; r++) {
        losses[r] += taken.losses()[k][r];
        hits[r] += taken.hits()[k][r];
      }
    }
    steps += taken.losses().length;
  }

  double loss(int replica) {
    return losses[replica] / steps;
  }

  /** Returns the accuracy over {@code labels} in each batch. */
  public double accuracy(int replica, long labels) {
    return hits[replica] / steps / labels;
  }

  void clear() {
    Arrays.fill(losses, 0);
    Arrays.fill(hits, 0);
    steps = 0;
  }

  /** Returns the state for a checkpoint: losses, hits and the number of steps. */
  double[] toArray() {
    double[] all = Arrays.copyOf(losses, 2 * losses.length + 1);
    System.arraycopy(hits, 0, all, losses.length, hits.length);
    all[2 * losses.length] = steps;
    return all;
  }

  void restore(double[] all) {
    System.arraycopy(all, 0, losses, 0, losses.length);
    System.arraycopy(all, losses.length, hits, 0, hits.length);
    steps = (long) all[2 * losses.length];
  }
}
