package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import org.normlab.control.Dqn;
import org.normlab.setting.Problem;

/** Describes how long agents may act in each environment. Pointers are relative to the job. */
final class VisitRules {
  private VisitRules() {}

  static List<Problem> problems(ControlSpec spec) {
    if (spec.isSequence()) {
      return sequence(spec);
    }
    List<Problem> faults = new ArrayList<>();
    if (spec.stepsPerVisit() != null) {
      faults.add(
          new Problem(
              "/stepsPerVisit",
              "stepsPerVisit goes with environment.sequence only; one environment has steps;"
                  + " received %,d".formatted(spec.stepsPerVisit())));
    }
    faults.addAll(length("/steps", "steps", spec));
    return faults;
  }

  private static List<Problem> sequence(ControlSpec spec) {
    List<Problem> faults = new ArrayList<>();
    if (spec.steps() != null) {
      faults.add(
          new Problem(
              "/steps",
              "a sequence of environments has stepsPerVisit in place of steps; received %,d"
                  .formatted(spec.steps())));
    }
    if (spec.stepsPerVisit() == null) {
      faults.add(
          new Problem(
              "/stepsPerVisit",
              "stepsPerVisit is required beside environment.sequence; received none"));
      return faults;
    }
    faults.addAll(length("/stepsPerVisit", "stepsPerVisit", spec));
    return faults;
  }

  private static List<Problem> length(String pointer, String name, ControlSpec spec) {
    List<Problem> faults = new ArrayList<>();
    long steps = spec.visitSteps();
    int environments = spec.environment().environments();
    long least = spec.agent().firstUpdate(environments);
    String why = "what comes before the first update";
    if (spec.agent() instanceof Dqn dqn) {
      long filled = (long) dqn.learningStarts() + dqn.batchSize();
      why = least > filled ? "learningStarts and every" : "learningStarts and batchSize";
      least = Math.max(least, filled);
    }
    if (steps < least) {
      faults.add(
          new Problem(
              pointer,
              "%s must be at least %,d, %s, or nothing is learned; received %,d"
                  .formatted(name, least, why, steps)));
    }
    if (steps % environments != 0) {
      faults.add(
          new Problem(
              pointer,
              "%s must be a multiple of environment.environments, %,d, all of which step at once;"
                      .formatted(name, environments)
                  + " received %,d".formatted(steps)));
    }
    return faults;
  }
}
