package org.normlab.train.device;

import java.util.List;
import org.normlab.optim.Schedule;
import org.normlab.train.Run;

/** Learning rate, weight decay and momentum of each run at each step. */
public record Rates(List<Run> runs, Schedule schedule, long totalSteps) {
  public static final int ROWS = 5;

  /** Returns whether one row of rates serves all runs. */
  public boolean uniform() {
    Run first = runs.getFirst();
    return runs.stream()
        .allMatch(
            run ->
                run.learningRate() == first.learningRate()
                    && run.weightDecay() == first.weightDecay()
                    && run.momentum() == first.momentum());
  }

  public double learningRate(int replica, long step) {
    return runs.get(replica).learningRate() * schedule.factor(step, totalSteps);
  }

  /**
   * {@code [count, 5, R]}: learning rate, weight decay, momentum, number of the step from 1, and
   * the first learning rate.
   */
  public double[] table(long firstStep, int count) {
    int width = runs.size();
    double[] table = new double[count * ROWS * width];
    for (int k = 0; k < count; k++) {
      for (int r = 0; r < width; r++) {
        int at = k * ROWS * width + r;
        table[at] = learningRate(r, firstStep + k);
        table[at + width] = runs.get(r).weightDecay();
        table[at + 2 * width] = runs.get(r).momentum();
        table[at + 3 * width] = firstStep + k + 1;
        table[at + 4 * width] = learningRate(r, 0);
      }
    }
    return table;
  }
}
