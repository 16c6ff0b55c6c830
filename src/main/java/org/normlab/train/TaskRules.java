package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import org.normlab.data.DataShape;
import org.normlab.data.Tasks;
import org.normlab.net.LoneUnits;
import org.normlab.optim.Plasticity;
import org.normlab.optim.ShrinkAndPerturb;
import org.normlab.setting.Problem;

/**
 * Describes whether a training could change its tasks, and do what keeps it able to learn them.
 * Pointers are relative to the job.
 */
public final class TaskRules {
  private TaskRules() {}

  static List<Problem> problems(SupervisedSpec spec) {
    List<Problem> faults = new ArrayList<>();
    EarlyStopping stopping = spec.earlyStopping();
    if (stopping != null && spec.data().tasks().redrawLabels()) {
      faults.add(
          new Problem(
              "/earlyStopping",
              "labels that are drawn anew have no validation part, and train.loss jumps with each"
                  + " task: earlyStopping must be null beside relabelEvery with tasks \"labels\""));
    }
    faults.addAll(plasticityProblems(spec));
    if (spec.normalization().referencedJob().isPresent()
        && !plasticity(spec).equals(Plasticity.NONE)) {
      faults.add(
          new Problem(
              "/normalization/type",
              "norm-matched-rate corrects the length of plain updates: it goes without"
                  + " towardInitial, shrinkAndPerturb, redo and updateNoise"));
    }
    return faults;
  }

  private static List<Problem> plasticityProblems(SupervisedSpec spec) {
    List<Problem> faults = new ArrayList<>();
    ShrinkAndPerturb shrink = plasticity(spec).shrinkAndPerturb();
    if (shrink != null && shrink.every() == null && !spec.data().tasks().areMany()) {
      faults.add(
          new Problem(
              "/optimizer/shrinkAndPerturb/every",
              "every must be a number of updates where data.relabelEvery is null; received"
                  + " \"task\""));
    }
    if (plasticity(spec).redo() != null) {
      String refusal = LoneUnits.refusal(spec.architecture(), spec.normalization());
      if (refusal != null) {
        faults.add(new Problem("/optimizer/redo", refusal));
      }
    }
    return faults;
  }

  /** Faults that show only against the data. */
  static List<Problem> problems(SupervisedSpec spec, DataShape outline) {
    List<Problem> faults = new ArrayList<>();
    Integer every = spec.data().tasks().relabelEvery();
    long steps = steps(spec, outline.trainRows());
    if (every != null && steps > 0 && every > steps) {
      faults.add(
          new Problem(
              "/data/relabelEvery",
              "relabelEvery may not exceed the %,d steps of the training; received %,d"
                  .formatted(steps, every)));
    }
    return faults;
  }

  /** Returns what a user should know of the last task. */
  public static List<String> cautions(SupervisedSpec spec, int trainRows) {
    Tasks tasks = spec.data().tasks();
    Integer every = tasks.relabelEvery();
    if (every == null) {
      return List.of();
    }
    List<String> cautions = new ArrayList<>();
    long steps = steps(spec, trainRows);
    if (steps % every != 0) {
      cautions.add(
          "the last task has %,d of %,d steps and is left out of online.accuracy"
              .formatted(steps % every, every));
    }
    if (tasks.redrawLabels()) {
      cautions.add("labels are drawn anew: validation and test are not measured");
    }
    return cautions;
  }

  private static long steps(SupervisedSpec spec, int trainRows) {
    return (long) (trainRows / spec.batchSize()) * spec.epochs();
  }

  private static Plasticity plasticity(SupervisedSpec spec) {
    return spec.optimizer().plasticity();
  }
}
