package org.normlab.study;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataSpec;
import org.normlab.setting.Problem;
import org.normlab.spec.StudySpec;
import org.normlab.train.EarlyStopping;

/** Figures of a run's summary that a study may choose by or report, known before anything runs. */
final class Figures {
  private static final Set<String> ALWAYS =
      Set.of(
          "test.accuracy",
          "test.loss",
          "train.accuracy",
          "train.loss",
          "validation.accuracy",
          "validation.loss",
          "gradientNorm",
          "learningRate",
          "samplesPerSecond",
          "seconds",
          "bestEpoch",
          "lastEpoch");

  private static final String BEST = Metric.BEST;

  /** What each epoch measures: of a run's last, or after best. of its best one. */
  private static final Set<String> OF_EPOCHS =
      Set.of(
          "test.accuracy",
          "test.loss",
          "train.accuracy",
          "train.loss",
          "validation.accuracy",
          "validation.loss");

  private static final Set<String> OF_TASKS =
      Set.of("online.accuracy", "online.accuracy.first", "online.accuracy.last", "task.accuracy");
  private static final Set<String> OF_HALVES = Set.of("lossScale", "skippedSteps");
  private static final String PROBED = "probe.";
  private static final String HELD_OUT = "validation.";

  private Figures() {}

  /** Adds a fault for a figure that no run, or not every job of the study, will have. */
  static void check(StudySpec study, List<Plan.Planned> jobs, List<Problem> faults) {
    check("/metric", study.metric(), jobs, faults);
    if (study.select() != null) {
      check("/select/by", study.select().by(), jobs, faults);
      checkEpochs(study.metric(), study.select().by(), faults);
    }
  }

  /** Settings are chosen at the epoch whose figures are reported. */
  private static void checkEpochs(String metric, String by, List<Problem> faults) {
    if (metric.startsWith(BEST) != by.startsWith(BEST)) {
      faults.add(
          new Problem(
              "/select/by",
              "metric %s is of the %s epoch, so that settings are chosen by a figure of that epoch too, such as %s; received %s"
                  .formatted(
                      metric,
                      metric.startsWith(BEST) ? "best" : "last",
                      metric.startsWith(BEST) ? "best.validation.accuracy" : "validation.accuracy",
                      by)));
    }
  }

  private static void check(
      String pointer, String figure, List<Plan.Planned> jobs, List<Problem> faults) {
    String fault = fault(figure, jobs);
    if (fault != null) {
      faults.add(new Problem(pointer, fault));
    }
  }

  private static @Nullable String fault(String figure, List<Plan.Planned> jobs) {
    if (OF_TASKS.contains(figure)) {
      return jobs.stream().allMatch(job -> data(job).tasks().areMany())
          ? null
          : "%s is measured where tasks change: set data.relabelEvery in every job"
              .formatted(figure);
    }
    if (figure.startsWith(BEST) && OF_EPOCHS.contains(figure.substring(BEST.length()))) {
      return jobs.stream().allMatch(Figures::knowsBest)
          ? null
          : "%s needs validation rows, and data.validation is 0 in a job".formatted(figure);
    }
    if (figure.startsWith(HELD_OUT)
        && jobs.stream().anyMatch(job -> data(job).validationShare() == 0)) {
      return "%s needs validation rows, and data.validation is 0 in a job".formatted(figure);
    }
    return ALWAYS.contains(figure) || OF_HALVES.contains(figure) || figure.startsWith(PROBED)
        ? null
        : "a figure is one of %s, after best. of %s, with changing tasks of %s, in float16 of %s, or begins with probe.; received \"%s\""
            .formatted(
                sorted(ALWAYS),
                sorted(OF_EPOCHS),
                sorted(OF_TASKS),
                sorted(OF_HALVES),
                Received.cut(figure));
  }

  private static boolean knowsBest(Plan.Planned job) {
    EarlyStopping stopping = job.spec().training().earlyStopping();
    return data(job).validationShare() > 0
        || (stopping != null && !stopping.metric().startsWith(HELD_OUT));
  }

  private static DataSpec data(Plan.Planned job) {
    return job.spec().training().data();
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
