package org.normlab.study.plan;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.normlab.control.Dqn;
import org.normlab.environment.ReferenceReturns;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;
import org.normlab.metric.Requirement;
import org.normlab.setting.Problem;
import org.normlab.train.ControlSpec;
import org.normlab.train.EarlyStopping;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.TrainingSpec;
import org.normlab.wire.JobSpec;
import org.normlab.wire.StudySpec;
import org.normlab.wire.json.Quoted;

/** Refuses metrics that the runs of a study cannot be chosen by or compared by. */
final class Figures {
  private Figures() {}

  /**
   * Adds a fault for a metric that not every job of the study will have, or that has no good end.
   */
  static void check(StudySpec study, List<Plan.Planned> jobs, List<Problem> faults) {
    check("/metric", study.metric(), jobs, faults);
    if (study.select() != null) {
      check("/select/by", study.select().by(), jobs, faults);
      checkEpochs(study.metric(), study.select().by(), faults);
    }
  }

  /** Settings are chosen at the epoch whose figures are reported. */
  private static void checkEpochs(String metric, String by, List<Problem> faults) {
    boolean best = metric.startsWith(Metrics.BEST);
    if (best != by.startsWith(Metrics.BEST)) {
      faults.add(
          new Problem(
              "/select/by",
              "metric %s is of the %s epoch, so that settings are chosen by a metric of that epoch too, such as %s; received %s"
                  .formatted(
                      metric,
                      best ? "best" : "last",
                      best
                          ? Metrics.best(Metrics.VALIDATION_ACCURACY).name()
                          : Metrics.VALIDATION_ACCURACY.name(),
                      by)));
    }
  }

  private static void check(
      String pointer, String name, List<Plan.Planned> jobs, List<Problem> faults) {
    String fault = fault(name, jobs);
    if (fault != null) {
      faults.add(
          new Problem(
              pointer,
              "%s; allowed in this study: %s".formatted(fault, String.join(", ", allowed(jobs)))));
    }
  }

  private static List<String> allowed(List<Plan.Planned> jobs) {
    return Metrics.list().stream()
        .filter(Metric::isComparable)
        .filter(metric -> missing(metric, jobs) == null)
        .map(Metric::name)
        .toList();
  }

  private static @Nullable String fault(String name, List<Plan.Planned> jobs) {
    Metric metric = Metrics.find(name).orElse(null);
    if (metric == null) {
      return "there is no metric \"%s\"".formatted(Quoted.cut(name));
    }
    if (!metric.appears().inSummary()) {
      return "%s is measured over steps and is in no run's summary".formatted(Quoted.cut(name));
    }
    if (metric.better() == null) {
      return "neither a higher nor a lower %s is better".formatted(name);
    }
    Requirement missing = missing(metric, jobs);
    return missing == null
        ? null
        : "%s is measured only %s, and a job of the study is without"
            .formatted(name, missing.words());
  }

  private static @Nullable Requirement missing(Metric metric, List<Plan.Planned> jobs) {
    return metric.requirements().stream()
        .filter(requirement -> !jobs.stream().map(Plan.Planned::spec).allMatch(met(requirement)))
        .findFirst()
        .orElse(null);
  }

  private static Predicate<JobSpec> met(Requirement requirement) {
    return job -> met(requirement, job.training());
  }

  private static boolean met(Requirement requirement, TrainingSpec training) {
    return switch (training) {
      case SupervisedSpec supervised -> met(requirement, supervised);
      case ControlSpec control -> met(requirement, control);
    };
  }

  private static boolean met(Requirement requirement, ControlSpec training) {
    return switch (requirement) {
      case ENVIRONMENT -> true;
      case EXPLORATION -> training.agent() instanceof Dqn;
      case SEQUENCE -> training.isSequence();
      case SCORED_SEQUENCE ->
          training.isSequence()
              && training.environment().source().words().stream()
                  .allMatch(word -> ReferenceReturns.of(word).isPresent());
      case SECOND_CYCLE -> training.environment().source().cycles() > 1;
      case LOSS_SCALING -> training.format().scalesLoss();
      case DATA, VALIDATION_ROWS, BEST_EPOCH, CHANGING_TASKS -> false;
    };
  }

  private static boolean met(Requirement requirement, SupervisedSpec training) {
    return switch (requirement) {
      case DATA -> true;
      case ENVIRONMENT, EXPLORATION, SEQUENCE, SCORED_SEQUENCE, SECOND_CYCLE -> false;
      case VALIDATION_ROWS -> training.data().validationShare() > 0;
      case BEST_EPOCH ->
          training.data().validationShare() > 0 || watchesTraining(training.earlyStopping());
      case CHANGING_TASKS -> training.data().tasks().areMany();
      case LOSS_SCALING -> training.format().scalesLoss();
    };
  }

  private static boolean watchesTraining(@Nullable EarlyStopping stopping) {
    return stopping != null
        && Metrics.find(stopping.metric())
            .filter(metric -> metric.requirements().isEmpty())
            .isPresent();
  }
}
