package org.normlab.train.device;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.normlab.data.Augment;
import org.normlab.torch.Seeds;
import org.normlab.train.Run;

/**
 * Describes which rows each run sees at each step: every epoch a new order of the training rows per
 * run, whole batches only. The numbers depend on the run's seed, the epoch and the step alone.
 */
public final class Batches {
  private final int[] rows;
  private final int batch;
  private final List<Run> runs;
  private final @Nullable Augment augment;
  private final int[][] orders;
  private long epoch = -1;

  public Batches(int[] rows, int batch, List<Run> runs, @Nullable Augment augment) {
    this.rows = rows;
    this.batch = batch;
    this.runs = runs;
    this.augment = augment;
    this.orders = new int[runs.size()][];
  }

  public int stepsPerEpoch() {
    return rows.length / batch;
  }

  /**
   * Rows of the data set for {@code count} steps of one epoch, {@code [count, B, R]} with replicas
   * innermost.
   */
  public long[] index(long epoch, int first, int count) {
    shuffle(epoch);
    long[] index = new long[count * batch * orders.length];
    int at = 0;
    for (int i = first * batch; i < (first + count) * batch; i++) {
      for (int[] order : orders) {
        index[at++] = rows[order[i]];
      }
    }
    return index;
  }

  private void shuffle(long wanted) {
    if (epoch == wanted) {
      return;
    }
    for (int r = 0; r < orders.length; r++) {
      RandomGenerator random = Seeds.random(runs.get(r).seed(), "order", 0, wanted);
      orders[r] = Seeds.permutation(random, rows.length);
    }
    epoch = wanted;
  }

  /**
   * Returns how the images of {@code count} steps are moved, {@code [count, B, R, numbers]}.
   *
   * @param shape of the images, {@code [channels, height, width]}
   */
  public long[] shifts(Augment how, List<Integer> shape, long firstStep, int count) {
    int replicas = runs.size();
    int numbers = AugmentationDraws.numbers(how);
    long[] shifts = new long[count * batch * replicas * numbers];
    for (int k = 0; k < count; k++) {
      for (int r = 0; r < replicas; r++) {
        RandomGenerator random = Seeds.random(runs.get(r).seed(), "augment", 0, firstStep + k);
        for (int b = 0; b < batch; b++) {
          int at = ((k * batch + b) * replicas + r) * numbers;
          AugmentationDraws.draw(how, shape, random, shifts, at);
        }
      }
    }
    return shifts;
  }

  @Nullable Augment augment() {
    return augment;
  }

  /** Seeds of the network's own drawings, {@code [count, R]}. */
  long[] seeds(long firstStep, int count) {
    long[] seeds = new long[count * runs.size()];
    for (int i = 0; i < seeds.length; i++) {
      Run run = runs.get(i % runs.size());
      seeds[i] = Seeds.of(run.seed(), "network", 0, firstStep + i / runs.size()) >>> 1;
    }
    return seeds;
  }
}
