package org.normlab.train.device;

import java.util.List;
import java.util.random.RandomGenerator;
import org.normlab.data.DataSet;
import org.normlab.data.Tasks;
import org.normlab.torch.Seeds;
import org.normlab.train.Run;

/**
 * Describes what each run's tasks are: derived from its seed and the task's number, whatever it is
 * fused with and wherever a training was resumed.
 */
public record TaskDraws(Tasks tasks, DataSet set, List<Run> runs) {
  private RandomGenerator random(int r, String purpose, long task) {
    return Seeds.random(runs.get(r).seed(), purpose, 0, task);
  }

  /**
   * The class of every row, {@code [rows, R]}. Where tasks draw labels, rows that are not trained
   * on keep theirs.
   */
  public long[] labels(long task) {
    int width = runs.size();
    long[] labels = new long[set.rows() * width];
    for (int r = 0; r < width; r++) {
      int[] names = names(r, task);
      for (int row = 0; row < set.rows(); row++) {
        labels[row * width + r] = names[set.labels()[row]];
      }
      if (tasks.redrawLabels()) {
        RandomGenerator random = random(r, "task labels", task);
        for (int row : set.train()) {
          labels[row * width + r] = random.nextInt(set.classes());
        }
      }
    }
    return labels;
  }

  private int[] names(int r, long task) {
    if (tasks.permuteClasses()) {
      return Seeds.permutation(random(r, "task classes", task), set.classes());
    }
    int[] own = new int[set.classes()];
    for (int i = 0; i < own.length; i++) {
      own[i] = i;
    }
    return own;
  }

  /**
   * Returns which feature, or pixel counted row by row, stands at each place: {@code [R, places]}.
   */
  public long[] places(long task) {
    List<Integer> shape = set.shape();
    int places = set.isImage() ? shape.get(1) * shape.get(2) : shape.getFirst();
    long[] all = new long[runs.size() * places];
    for (int r = 0; r < runs.size(); r++) {
      int[] order = Seeds.permutation(random(r, "task inputs", task), places);
      for (int i = 0; i < places; i++) {
        all[r * places + i] = order[i];
      }
    }
    return all;
  }
}
