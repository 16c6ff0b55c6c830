package org.normlab.train.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataSet;
import org.normlab.metric.Metrics;
import org.normlab.train.EarlyStopping;
import org.normlab.train.Outcome;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Steps;
import org.normlab.train.step.LossScaling;

/** Decides when runs of a group end: diverged, after the last epoch, or stopped early. */
final class RunTermination {
  private final GroupState position;
  private final GroupReport report;
  private final FusedRuns fused;
  private final int epochs;
  private final @Nullable EarlyStopping stopping;

  RunTermination(SupervisedSpec spec, GroupState position, GroupReport report, FusedRuns fused) {
    this.position = position;
    this.report = report;
    this.fused = fused;
    this.epochs = spec.epochs();
    this.stopping = spec.earlyStopping();
  }

  /**
   * Ends runs whose loss was no finite number.
   *
   * @param before steps of the training before these
   * @param total steps of the training
   */
  void diverged(Steps taken, long before, long total) {
    for (int r = 0; r < position.ended.length; r++) {
      for (int k = 0; k < taken.losses().length && position.isTraining(r); k++) {
        float loss = taken.losses()[k][r];
        if (!Float.isFinite(loss)) {
          long step = before + k + 1;
          String reason = "%s at step %d of %d".formatted(symptom(r, loss), step, total);
          end(r, Outcome.DIVERGED, step, reason);
        }
      }
    }
  }

  private String symptom(int r, float loss) {
    List<LossScaling.Scale> scales = fused.scales();
    return !scales.isEmpty() && scales.get(r).isLost()
        ? "gradients overflowed float16 with the loss scaled by 2^-14"
        : "the training loss became " + loss;
  }

  /**
   * Ends a run that has no epoch left or no longer improves. An evaluation whose loss is not finite
   * counts as no improvement and ends nothing by itself, since running statistics may lag behind
   * weights that still learn; but a run that would end with it has diverged.
   *
   * @param validation mean loss and accuracy {@code [2][R]} at the end of the epoch; test likewise
   * @return whether the epoch is the run's best so far
   */
  boolean evaluated(int r, double[][] validation, double[][] test) {
    long epoch = position.evaluated;
    boolean best = position.best.see(r, watched(r, validation), epoch, position.step);
    if (best) {
      report.best(r);
    }
    if (epoch == epochs) {
      String reason = epoch == 0 ? "no epochs: the weights are the initial ones" : "all %d epochs";
      end(r, Outcome.COMPLETED, reason.formatted(epoch), validation, test);
    } else if (stopping != null && epoch - position.best.epoch(r) >= stopping.patience()) {
      String reason =
          "%s has not improved since epoch %d".formatted(stopping.metric(), position.best.epoch(r));
      end(r, Outcome.STOPPED_EARLY, reason, validation, test);
    }
    return best;
  }

  private void end(int r, Outcome outcome, String reason, double[][] validation, double[][] test) {
    DataSet data = fused.data();
    if (data.validation().length > 0 && !Double.isFinite(validation[0][r])) {
      end(r, Outcome.DIVERGED, position.step, lost("validation", validation[0][r]));
    } else if (data.test().length > 0 && !Double.isFinite(test[0][r])) {
      end(r, Outcome.DIVERGED, position.step, lost("test", test[0][r]));
    } else {
      end(r, outcome, position.step, reason);
    }
  }

  /** Studies tell by these words which runs diverged on test rows alone. */
  private String lost(String part, double loss) {
    return "the %s loss was %s in the last evaluation, after epoch %d of %d"
        .formatted(part, loss, position.evaluated, epochs);
  }

  private double watched(int r, double[][] validation) {
    if (stopping == null || stopping.metric().equals(Metrics.VALIDATION_ACCURACY.name())) {
      return validation[1][r];
    }
    return stopping.metric().equals(Metrics.VALIDATION_LOSS.name())
        ? validation[0][r]
        : report.trainLoss(r);
  }

  private void end(int r, Outcome outcome, long step, String reason) {
    position.ended[r] = step;
    report.ended(r, outcome, step, reason);
  }
}
