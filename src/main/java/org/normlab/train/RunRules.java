package org.normlab.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.normlab.setting.Problem;

/** Describes whether a job may have its runs. Pointers are relative to the job. */
final class RunRules {
  private RunRules() {}

  static List<Problem> problems(TrainingSpec spec) {
    List<Problem> faults = new ArrayList<>();
    if (new HashSet<>(spec.seeds()).size() < spec.seeds().size()) {
      faults.add(
          new Problem("/seeds", "seeds must differ from each other; received " + spec.seeds()));
    }
    long runs = spec.seeds().size() * spec.sweep().size();
    if (runs > TrainingSpec.MAX_RUNS) {
      faults.add(
          new Problem(
              "/sweep",
              "a job may have "
                  + TrainingSpec.MAX_RUNS
                  + " runs (seeds × sweep); received "
                  + runs));
    }
    if (spec.sweep().hasMomentum() && !spec.optimizer().takesMomentum()) {
      faults.add(new Problem("/sweep/momentum", "momentum can be swept with sgd only"));
    }
    return faults;
  }
}
