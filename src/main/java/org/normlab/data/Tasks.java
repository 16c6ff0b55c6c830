package org.normlab.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/**
 * Training that is not stationary: every {@code relabelEvery} steps another task begins, while
 * weights and optimizer go on. The first task is drawn as all others are, so that none is easier;
 * each run draws its own, from its seed and the task's number.
 *
 * <ul>
 *   <li>labels: each training row gets a class drawn uniformly, whatever it shows; what is held out
 *       has nothing to do with that and is not measured
 *   <li>inputs: a permutation of the features of a table, or of the pixels of images, the same for
 *       all channels; held-out rows are permuted likewise
 *   <li>classes: a permutation of the classes' names; of held-out rows too
 * </ul>
 *
 * Sources: labels Lyle et al. 2024 (arXiv:2407.01800, appendix B), inputs Goodfellow et al. 2013
 * (arXiv:1312.6211).
 */
public record Tasks(
    @Setting(
            value =
                "steps of a task: after so many, training rows get new labels, or what tasks says"
                    + " changes; null for one task",
            preset = "null",
            min = 1,
            max = 1_000_000_000)
        @Nullable Integer relabelEvery,
    @Setting(
            value =
                "what a new task changes: labels draws those of the training rows anew, inputs"
                    + " permutes features or pixels, classes permutes the classes' names [labels]",
            preset = "null",
            oneOf = {Tasks.LABELS, Tasks.INPUTS, Tasks.CLASSES})
        @Nullable String tasks)
    implements Checked {
  static final String LABELS = "labels";
  static final String INPUTS = "inputs";
  static final String CLASSES = "classes";

  /** Stationary training. */
  public static final Tasks ONE = new Tasks(null, null);

  /** Fills in what changes where a job only says when. */
  public Tasks {
    tasks = relabelEvery != null && tasks == null ? LABELS : tasks;
  }

  @Override
  public List<Problem> problems() {
    return tasks == null || relabelEvery != null
        ? List.of()
        : List.of(
            new Problem(
                "/tasks",
                "tasks goes with relabelEvery, the steps of a task; received \"" + tasks + '"'));
  }

  /** Returns whether there is more than one. */
  public boolean areMany() {
    return relabelEvery != null;
  }

  /** Returns whether labels of training rows are drawn, so that held-out rows tell nothing. */
  public boolean redrawLabels() {
    return areMany() && LABELS.equals(tasks);
  }

  public boolean permuteInputs() {
    return areMany() && INPUTS.equals(tasks);
  }

  public boolean permuteClasses() {
    return areMany() && CLASSES.equals(tasks);
  }

  /** The task, from 0, that a step of the training, from 0, belongs to. */
  public long of(long step) {
    return relabelEvery == null ? 0 : step / relabelEvery;
  }
}
