package org.normlab.train.loop;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.data.DataSet;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;
import org.normlab.train.Outcome;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Probes;
import org.normlab.train.device.Rates;
import org.normlab.train.device.Steps;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.step.LossScaling;

/**
 * Describes what the runs of a group that still train report: windows of steps, evaluations,
 * probes.
 */
final class GroupReport {
  private final ProgressReport report;
  private final GroupState position;
  private final Rates rates;
  private final FusedRuns fused;
  private final int batch;
  private final Share share;

  /**
   * @param batch samples of a run's batch
   */
  GroupReport(
      ProgressReport report,
      GroupState position,
      Rates rates,
      FusedRuns fused,
      int batch,
      Share share) {
    this.report = report;
    this.position = position;
    this.rates = rates;
    this.fused = fused;
    this.batch = batch;
    this.share = share;
  }

  /** The last figures; see {@link ProgressReport#toArrays}. */
  NDList toArrays(NDManager scope) {
    return report.toArrays(scope);
  }

  void restore(Checkpoint.Contents contents) {
    report.restore(contents);
  }

  /** The means of the window that ends with these steps; the next one begins. */
  void window(Steps taken) {
    long labels = (long) batch * fused.data().labelsPerRow();
    List<LossScaling.Scale> scales = fused.scales();
    for (int r = 0; r < rates.runs().size(); r++) {
      if (position.isTraining(r)) {
        add(r, Metrics.TRAIN_LOSS, position.window.loss(r));
        add(r, Metrics.TRAIN_ACCURACY, position.window.accuracy(r, labels));
        add(r, Metrics.LEARNING_RATE, rates.learningRate(r, position.step - 1));
        add(r, Metrics.GRADIENT_NORM, taken.norms()[r]);
        if (!scales.isEmpty()) {
          add(r, Metrics.LOSS_SCALE, scales.get(r).factor());
          add(r, Metrics.SKIPPED_STEPS, (double) scales.get(r).skipped());
        }
      }
    }
    position.window.clear();
    send();
  }

  /**
   * Reports what a run reached at the end of an epoch.
   *
   * @param validation mean loss and accuracy {@code [2][R]} of the validation part; test likewise
   */
  void evaluation(int r, double[][] validation, double[][] test) {
    DataSet data = fused.data();
    if (data.validation().length > 0) {
      add(r, Metrics.VALIDATION_LOSS, validation[0][r]);
      add(r, Metrics.VALIDATION_ACCURACY, validation[1][r]);
    }
    if (data.test().length > 0) {
      add(r, Metrics.TEST_LOSS, test[0][r]);
      add(r, Metrics.TEST_ACCURACY, test[1][r]);
    }
    add(r, Metrics.SAMPLES_PER_SECOND, samplesPerSecond());
  }

  /** The epoch that was evaluated last is a run's best one so far. */
  void best(int r) {
    report.markBest(r);
  }

  private void add(int r, Metric metric, double value) {
    report.add(r, position.step, metric.name(), value);
  }

  void probed(List<Probes.Seen> all) {
    for (Probes.Seen seen : all) {
      for (int r = 0; r < rates.runs().size(); r++) {
        if (position.isTraining(r)) {
          report.addProbed(r, position.step, seen.name(), seen.values()[r]);
        }
      }
    }
    send();
  }

  /**
   * Counts steps of one task, and says what was learned of it where they end it.
   *
   * @param before steps of the training before these
   */
  void learned(Steps taken, long before) {
    TaskAccuracy tasks = position.tasks;
    if (tasks != null) {
      tasks.add(taken, before);
      if (tasks.isEnd(position.step)) {
        task(tasks);
        tasks.next();
      }
    }
  }

  private void task(TaskAccuracy tasks) {
    for (int r = 0; r < rates.runs().size(); r++) {
      if (position.isTraining(r)) {
        tasks.count(r);
        add(r, Metrics.ONLINE_ACCURACY, tasks.online(r));
        add(r, Metrics.TASK_ACCURACY, tasks.late(r));
      }
    }
    send();
  }

  /** A run ends. */
  void ended(int r, Outcome outcome, long step, String reason) {
    Map<String, Double> more = new LinkedHashMap<>();
    more.put(Metrics.SAMPLES_PER_SECOND.name(), samplesPerSecond());
    more.put(Metrics.SECONDS.name(), position.seconds / rates.runs().size());
    more.put(Metrics.BEST_EPOCH.name(), (double) position.best.epoch(r));
    int validationRows = fused.data().validation().length;
    if (validationRows > 0) {
      more.put(Metrics.VALIDATION_ROWS.name(), (double) validationRows);
    }
    more.put(Metrics.LAST_EPOCH.name(), (double) position.evaluated);
    if (position.tasks != null) {
      more.putAll(position.tasks.summary(r));
    }
    report.ended(r, outcome, step, reason, more);
  }

  /** The mean training loss of a run's last window. */
  double trainLoss(int r) {
    return report.latest(r, Metrics.TRAIN_LOSS.name());
  }

  /**
   * Returns the samples per second of the whole group, windows counting as samples of a text: a
   * fused run's time is its group's, divided by the group's width.
   */
  private double samplesPerSecond() {
    return (double) position.step * batch * rates.runs().size() / position.seconds;
  }

  /** Hands over what was added, and says how much of the attempt is done. */
  void send() {
    long total = rates.totalSteps();
    double done = total == 0 ? 1 : (double) position.step / total;
    report.send(share.done(done));
  }
}
