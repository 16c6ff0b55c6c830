package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataShape;
import org.normlab.norm.NormalizeAndProject;
import org.normlab.optim.Redo;
import org.normlab.optim.Sgd;
import org.normlab.optim.ShrinkAndPerturb;
import org.normlab.setting.Problem;
import org.normlab.setting.Unused;

/**
 * Describes whether what a job asks for has an effect on its training. Pointers are relative to the
 * job.
 */
final class SettingEffects {
  private SettingEffects() {}

  static List<Problem> problems(SupervisedSpec spec) {
    List<Problem> all = new ArrayList<>(withoutEpochs(spec));
    all.addAll(ofOptimizer(spec));
    return all;
  }

  /** Finds settings of the optimizer that have no effect. */
  static List<Problem> ofOptimizer(TrainingSpec spec) {
    List<Problem> faults = new ArrayList<>();
    List<Run> runs = spec.runs();
    if (spec.optimizer() instanceof Sgd sgd && runs.stream().allMatch(r -> r.momentum() == 0)) {
      faults.addAll(Unused.problems(sgd, "nesterov", "momentum is 0"));
    }
    if (runs.stream().allMatch(run -> run.weightDecay() == 0)) {
      faults.addAll(decayNormalization(spec, "weightDecay is 0"));
    } else if (spec.normalization().decaysOutputOnly()) {
      faults.addAll(decayNormalization(spec, "under this method the output layer alone decays"));
    }
    return faults.stream().map(fault -> fault.under("optimizer")).toList();
  }

  private static List<Problem> withoutEpochs(SupervisedSpec spec) {
    List<Problem> faults = new ArrayList<>();
    if (spec.epochs() == 0) {
      String why = "there are no epochs";
      faults.addAll(Unused.problems(spec, "recordNorms", why));
      faults.addAll(Unused.problems(spec, "earlyStopping", why));
      faults.addAll(
          spec.earlyStopping() == null ? Unused.problems(spec, "keepBest", why) : List.of());
    }
    return faults;
  }

  /** Returns whether there is something by which the best epoch is known. */
  private static List<Problem> best(SupervisedSpec spec, DataShape outline) {
    boolean measured = outline.validationRows() > 0 && !spec.data().tasks().redrawLabels();
    return spec.keepBest() && spec.earlyStopping() == null && !measured
        ? List.of(
            new Problem(
                "/keepBest",
                "the best epoch is the one of the best validation.accuracy, and there are no"
                    + " validation rows"))
        : List.of();
  }

  private static List<Problem> decayNormalization(TrainingSpec spec, String why) {
    return Unused.problems(spec.optimizer().updates(), "decayNormalization", why);
  }

  /**
   * Finds settings of actions that recur after a number of updates larger than this training has.
   */
  static List<Problem> problems(SupervisedSpec spec, DataShape outline) {
    List<Problem> faults = new ArrayList<>(best(spec, outline));
    faults.addAll(never(spec, (long) (outline.trainRows() / spec.batchSize()) * spec.epochs()));
    return faults;
  }

  /** Finds settings of actions that recur after a number of updates larger than {@code steps}. */
  static List<Problem> never(TrainingSpec spec, long steps) {
    List<Problem> faults = new ArrayList<>();
    if (spec.normalization() instanceof NormalizeAndProject method) {
      never("/normalization/every", method.every(), steps, faults);
    }
    Redo redo = spec.optimizer().plasticity().redo();
    if (redo != null) {
      never("/optimizer/redo/every", redo.every(), steps, faults);
    }
    ShrinkAndPerturb shrink = spec.optimizer().plasticity().shrinkAndPerturb();
    if (shrink != null) {
      never("/optimizer/shrinkAndPerturb/every", shrink.every(), steps, faults);
    }
    return faults;
  }

  private static void never(
      String pointer, @Nullable Integer every, long steps, List<Problem> faults) {
    if (every != null && steps > 0 && every > steps) {
      faults.add(
          new Problem(
              pointer,
              "every may not exceed the %,d updates of the training, or it never comes; received %,d"
                  .formatted(steps, every)));
    }
  }

  /** Returns what a comparison may hold for all methods though some have no use for it. */
  static List<String> cautions(SupervisedSpec spec) {
    return spec.microBatch() == null || spec.normalization().batchDependent()
        ? List.of()
        : List.of("microBatch has no effect: the method takes no statistics over the batch");
  }
}
