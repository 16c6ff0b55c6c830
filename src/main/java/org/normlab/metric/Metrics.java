package org.normlab.metric;

import static org.normlab.statistics.Direction.HIGHER;
import static org.normlab.statistics.Direction.LOWER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Direction;

/**
 * The catalogue of all metrics: what training measures, studies compare, searches find and reports
 * and the page show is defined here and nowhere else.
 */
public final class Metrics {
  /** The beginning of the names of what an epoch measures, as it was at the run's best epoch. */
  public static final String BEST = "best.";

  private static final String SHARE = "share";
  private static final String NATS = "nats";

  public static final Metric TEST_ACCURACY =
      accuracy(
          "test",
          "Test acc.",
          "The share of the test labels that the run predicts.",
          Requirement.DATA);
  public static final Metric VALIDATION_ACCURACY =
      accuracy(
          "validation",
          "Val. acc.",
          "The share of the validation labels that the run predicts.",
          Requirement.VALIDATION_ROWS);
  public static final Metric TRAIN_ACCURACY =
      accuracy(
          "train",
          "Train acc.",
          "The share of training labels that the run predicted in the batches since the value"
              + " before, each before the update that learns from it.",
          Requirement.DATA);
  public static final Metric TEST_LOSS =
      loss("test", "Test loss", "The mean cross-entropy over the test labels.", Requirement.DATA);
  public static final Metric VALIDATION_LOSS =
      loss(
          "validation",
          "Val. loss",
          "The mean cross-entropy over the validation labels.",
          Requirement.VALIDATION_ROWS);
  public static final Metric TRAIN_LOSS =
      loss(
          "train",
          "Train loss",
          "The mean of the loss that is trained, with dropout and label smoothing, over the batches"
              + " since the value before; of agents, the error of values, or the loss of a"
              + " policy.");
  public static final Metric LAST_EPOCH =
      epoch("lastEpoch", "Last epoch", "The last epoch that was evaluated, counted from 1.");
  public static final Metric BEST_EPOCH =
      epoch(
          "bestEpoch",
          "Best epoch",
          "The epoch with the best validation accuracy, or the best value of what early stopping"
              + " watches; 0 where there is none.");
  public static final Metric SAMPLES_PER_SECOND =
      new Metric(
          "samplesPerSecond",
          "Samples/s",
          "samples/s",
          HIGHER,
          "The samples per second on which all runs of the group together were trained.",
          Appears.BOTH,
          Format.SIZE,
          List.of(Requirement.DATA));
  public static final Metric SECONDS =
      new Metric(
          "seconds",
          "Seconds",
          "s",
          LOWER,
          "The training time of the run's group, divided by the number of its runs.",
          Appears.SUMMARY,
          Format.SECONDS,
          List.of());
  public static final Metric LEARNING_RATE =
      of(
          "learningRate",
          "Learning rate",
          null,
          "The learning rate that the schedule gave the last step.",
          Appears.BOTH,
          Format.SIZE);
  public static final Metric GRADIENT_NORM =
      of(
          "gradientNorm",
          "Gradient norm",
          LOWER,
          "The Euclidean norm of the gradient of the last step over all parameters, before"
              + " clipping.",
          Appears.BOTH,
          Format.SIZE);
  public static final Metric LOSS_SCALE =
      of(
          "lossScale",
          "Loss scale",
          null,
          "The factor by which the loss is multiplied so that small gradients are not lost.",
          Appears.BOTH,
          Format.SIZE,
          Requirement.LOSS_SCALING);
  public static final Metric SKIPPED_STEPS =
      new Metric(
          "skippedSteps",
          "Skipped steps",
          "steps",
          LOWER,
          "The number of steps that were left out because their gradient overflowed.",
          Appears.BOTH,
          Format.WHOLE,
          List.of(Requirement.LOSS_SCALING));
  public static final Metric VALIDATION_ROWS =
      new Metric(
          "validationRows",
          "Validation rows",
          "rows",
          null,
          "The number of rows that are held out for validation.",
          Appears.SUMMARY,
          Format.WHOLE,
          List.of(Requirement.VALIDATION_ROWS));
  public static final Metric ONLINE_ACCURACY =
      ofTasks(
          "online.accuracy",
          "Online acc.",
          "The share of a task's labels that the run predicted, each before the update that learns"
              + " from it; in a summary, the mean over the tasks.",
          Appears.BOTH);
  public static final Metric FIRST_ONLINE_ACCURACY =
      ofTasks(
          "online.accuracy.first",
          "Online acc., first task",
          "The online accuracy of the first task.",
          Appears.SUMMARY);
  public static final Metric LAST_ONLINE_ACCURACY =
      ofTasks(
          "online.accuracy.last",
          "Online acc., last task",
          "The online accuracy of the last task that was finished.",
          Appears.SUMMARY);
  public static final Metric TASK_ACCURACY =
      ofTasks(
          "task.accuracy",
          "Task acc.",
          "The online accuracy over a task's last pass over the training rows, or over all of it"
              + " where it is shorter.",
          Appears.BOTH);

  /** Says what each epoch measures of the parts of the data; the best epoch's values are kept. */
  public static final List<Metric> OF_EPOCHS =
      List.of(
          TEST_ACCURACY,
          VALIDATION_ACCURACY,
          TRAIN_ACCURACY,
          TEST_LOSS,
          VALIDATION_LOSS,
          TRAIN_LOSS);

  private static final List<Metric> ALL = all();

  private Metrics() {}

  /** Lists all metrics in the order in which they are shown. */
  public static List<Metric> list() {
    return ALL;
  }

  /**
   * Returns the metric, or the family of metrics, that a measured value is of, by its full name.
   */
  public static Optional<Metric> find(String name) {
    return ALL.stream().filter(metric -> metric.defines(name)).findFirst();
  }

  /** Tells whether a diverged run has 0 of a metric, as of an accuracy. */
  public static boolean isShare(String name) {
    return find(name).map(Metric::isShare).orElse(false);
  }

  /** Returns the metric of an epoch as it was at the run's best one. */
  public static Metric best(Metric metric) {
    List<Requirement> requirements = new ArrayList<>(metric.requirements());
    requirements.add(Requirement.BEST_EPOCH);
    return new Metric(
        BEST + metric.name(),
        metric.label() + " at best",
        metric.unit(),
        metric.better(),
        "The value of " + metric.name() + " at the run's best epoch.",
        Appears.SUMMARY,
        metric.format(),
        requirements);
  }

  private static List<Metric> all() {
    List<Metric> all = new ArrayList<>(OF_EPOCHS);
    all.addAll(List.of(LAST_EPOCH, BEST_EPOCH));
    OF_EPOCHS.forEach(metric -> all.add(best(metric)));
    all.addAll(
        List.of(
            ONLINE_ACCURACY,
            FIRST_ONLINE_ACCURACY,
            LAST_ONLINE_ACCURACY,
            TASK_ACCURACY,
            SAMPLES_PER_SECOND,
            SECONDS,
            LEARNING_RATE,
            GRADIENT_NORM,
            LOSS_SCALE,
            SKIPPED_STEPS,
            VALIDATION_ROWS));
    all.addAll(AgentMetrics.ALL);
    all.addAll(ProbeMetrics.ALL);
    return List.copyOf(all);
  }

  private static Metric accuracy(
      String part, String label, String definition, Requirement... requirements) {
    return new Metric(
        part + ".accuracy",
        label,
        SHARE,
        HIGHER,
        definition,
        Appears.BOTH,
        Format.SHARE,
        List.of(requirements));
  }

  private static Metric loss(
      String part, String label, String definition, Requirement... requirements) {
    return new Metric(
        part + ".loss",
        label,
        NATS,
        LOWER,
        definition,
        Appears.BOTH,
        Format.SIZE,
        List.of(requirements));
  }

  private static Metric epoch(String name, String label, String definition) {
    return new Metric(
        name,
        label,
        "epochs",
        null,
        definition,
        Appears.SUMMARY,
        Format.WHOLE,
        List.of(Requirement.DATA));
  }

  private static Metric ofTasks(String name, String label, String definition, Appears appears) {
    return new Metric(
        name,
        label,
        SHARE,
        HIGHER,
        definition,
        appears,
        Format.SHARE,
        List.of(Requirement.CHANGING_TASKS));
  }

  private static Metric of(
      String name,
      String label,
      @Nullable Direction better,
      String definition,
      Appears appears,
      Format format,
      Requirement... requirements) {
    return new Metric(name, label, "", better, definition, appears, format, List.of(requirements));
  }
}
