package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import org.normlab.setting.Problem;

/** Describes whether a training could follow recorded norms. Pointers are relative to the job. */
final class NormMatchingRules {
  private NormMatchingRules() {}

  static List<Problem> problems(SupervisedSpec spec) {
    if (spec.normalization().referencedJob().isEmpty()) {
      return List.of();
    }
    List<Problem> faults = new ArrayList<>();
    if (!spec.optimizer().fallsWithSquaredNorm()) {
      faults.add(
          new Problem(
              "/optimizer/type",
              "norm-matched-rate corrects steps of sgd, whose size falls with the square of the"
                  + " norm; take sgd"));
    }
    if (spec.normalization().keepsFirstRate()) {
      faults.addAll(firstRate(spec));
    }
    return faults;
  }

  private static List<Problem> firstRate(SupervisedSpec spec) {
    List<Problem> faults = new ArrayList<>();
    if (spec.optimizer().schedule().warmup() > 0) {
      faults.add(
          new Problem(
              "/optimizer/schedule/warmup",
              "norms move with the root of the first rate over the present one, and a warm-up"
                  + " begins at 0: warmup must be 0 where schedule is \"norm\"; received "
                  + spec.optimizer().schedule().warmup()));
    }
    if (spec.runs().stream().anyMatch(run -> run.learningRate() == 0)) {
      faults.add(
          new Problem(
              spec.sweep().isEmpty() ? "/optimizer/learningRate" : "/sweep",
              "the learning rate must be above 0 where schedule is \"norm\"; received 0"));
    }
    return faults;
  }
}
