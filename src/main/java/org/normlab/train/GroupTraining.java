package org.normlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;

/** One group of runs from its first step, or from a checkpoint, to its last. */
final class GroupTraining implements AutoCloseable {
  private final TrainingSpec spec;
  private final Place place;
  private final int group;
  private final List<Run> runs;
  private final DataSet data;
  private final Torch torch;
  private final Fused fused;
  private final @Nullable Probes probes;
  private final long probeEvery;
  private long probed = -1;
  private final Batches batches;
  private final Rates rates;
  private final Position position;
  private final Report report;
  private final Progress progress;
  private final StopSignal stop;
  private final Share share;
  private final Epochs epochs;
  private final CallLength callLength = new CallLength();
  private double savedAt;

  /** The part of the attempt that this group is, for reporting how much is done. */
  record Share(double before, double part) {}

  GroupTraining(
      TrainingSpec spec,
      Place place,
      int group,
      List<Run> runs,
      DeviceData data,
      Torch torch,
      Progress progress,
      StopSignal stop,
      Share share,
      @Nullable NormRecord reference) {
    this.spec = spec;
    this.place = place;
    this.group = group;
    this.runs = runs;
    this.data = data.set();
    this.torch = torch;
    this.batches = new Batches(data.set().train(), spec.batchSize(), runs, spec.data().augment());
    long steps = (long) batches.stepsPerEpoch() * spec.epochs();
    this.rates = new Rates(runs, spec.optimizer().schedule(), steps);
    this.fused = new Fused(spec, runs, rates.uniform(), data, torch);
    this.probes = spec.probe() == null ? null : new Probes(spec, fused, data, torch);
    this.probeEvery =
        spec.probe() == null ? Long.MAX_VALUE : spec.probe().steps(batches.stepsPerEpoch());
    this.epochs = new Epochs(spec, runs, fused, reference);
    this.position = new Position(runs.size(), spec.earlyStopping());
    this.report = new Report(progress, runs);
    this.progress = progress;
    this.stop = stop;
    this.share = share;
  }

  /** Goes on from a checkpoint of the same group. */
  void resume(Path checkpoint) throws TrainingFailed {
    try (NDManager scope = torch.scope()) {
      var arrays = Checkpoint.read(checkpoint, scope);
      position.restore(arrays);
      epochs.restore(arrays);
      List<NDArray> ordered = new ArrayList<>();
      for (String name : fused.tensors().keySet()) {
        ordered.add(arrays.get(name));
      }
      fused.restore(ordered, scope);
    }
  }

  /** Trains to the end; false when a stop was asked for. */
  boolean run() throws TrainingFailed {
    if (!position.anyTraining()) {
      return true;
    }
    int steps = batches.stepsPerEpoch();
    savedAt = place.seconds();
    while (position.anyTraining()) {
      probeIfDue(steps);
      if (position.step > position.evaluated * steps && position.step % steps == 0) {
        if (!evaluateEpoch()) {
          return stopped();
        }
      } else if (stop.reason() != null) {
        return stopped();
      } else {
        trainSome((int) (position.step % steps), steps);
      }
      saveIfDue();
    }
    save();
    return true;
  }

  private boolean stopped() throws TrainingFailed {
    save();
    return false;
  }

  /**
   * Looks into the layers before the step that comes next. After a resume at such a step the same
   * is seen again.
   */
  private void probeIfDue(int stepsPerEpoch) {
    long step = position.step;
    if (probes == null || step % probeEvery != 0 || probed == step) {
      return;
    }
    probed = step;
    // At the end no step comes next: its batch would be the next epoch's, its rate is the last one.
    double[] learningRates = new double[runs.size()];
    long current = Math.min(step, rates.totalSteps() - 1);
    Arrays.setAll(learningRates, r -> rates.learningRate(r, current));
    int at = (int) (step % stepsPerEpoch);
    for (Probes.Seen seen : probes.look(batches, step / stepsPerEpoch, at, step, learningRates)) {
      for (int r = 0; r < runs.size(); r++) {
        if (position.isTraining(r)) {
          report.addProbed(r, step, seen.name(), seen.values()[r]);
        }
      }
    }
    report.send(done());
  }

  private void trainSome(int first, int stepsPerEpoch) throws TrainingFailed {
    if (first == 0) {
      epochs.begin(position.step / stepsPerEpoch, position, stepsPerEpoch);
    }
    int window = Window.length(stepsPerEpoch);
    int end = Math.min(stepsPerEpoch, (first / window + 1) * window);
    long untilProbe = probeEvery - position.step % probeEvery;
    int count = callLength.next((int) Math.min(end - first, untilProbe));
    double start = place.seconds();
    Fused.Steps taken =
        fused.train(
            batches,
            rates,
            position.step / stepsPerEpoch,
            first,
            position.step,
            count,
            position.frozen());
    double seconds = place.seconds() - start;
    position.seconds += seconds;
    callLength.took(count, seconds);
    position.window.add(taken);
    long before = position.step;
    position.step += count;
    endDiverged(taken, before);
    if (first + count == end) {
      reportWindow(taken);
    }
  }

  private void endDiverged(Fused.Steps taken, long before) {
    for (int r = 0; r < runs.size(); r++) {
      for (int k = 0; k < taken.losses().length && position.isTraining(r); k++) {
        float loss = taken.losses()[k][r];
        if (!Float.isFinite(loss)) {
          String reason =
              "%s at step %d of %d".formatted(symptom(r, loss), before + k + 1, rates.totalSteps());
          end(r, Outcome.DIVERGED, before + k + 1, reason);
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

  private void reportWindow(Fused.Steps taken) {
    long labels = (long) spec.batchSize() * data.labelsPerRow();
    List<LossScaling.Scale> scales = fused.scales();
    for (int r = 0; r < runs.size(); r++) {
      if (position.isTraining(r)) {
        report.add(r, position.step, "train.loss", position.window.loss(r));
        double accuracy = position.window.accuracy(r, labels);
        report.add(r, position.step, "train.accuracy", accuracy);
        report.add(r, position.step, "learningRate", rates.learningRate(r, position.step - 1));
        report.add(r, position.step, "gradientNorm", taken.norms()[r]);
        if (!scales.isEmpty()) {
          report.add(r, position.step, "lossScale", scales.get(r).factor());
          report.add(r, position.step, "skippedSteps", (double) scales.get(r).skipped());
        }
      }
    }
    position.window.clear();
    report.send(done());
  }

  /**
   * Measures the held-out parts at the end of an epoch; false when a stop was asked for meanwhile.
   */
  private boolean evaluateEpoch() {
    double @Nullable [][] validation = HeldOut.means(fused, data.validation(), stop);
    double @Nullable [][] test = HeldOut.means(fused, data.test(), stop);
    if (validation == null || test == null) {
      return false;
    }
    position.evaluated++;
    for (int r = 0; r < runs.size(); r++) {
      if (position.isTraining(r)) {
        addEvaluation(r, "validation", validation, data.validation().length);
        addEvaluation(r, "test", test, data.test().length);
        report.add(r, position.step, "samplesPerSecond", samplesPerSecond());
        endIfDone(r, validation);
      }
    }
    report.send(done());
    return true;
  }

  private void addEvaluation(int r, String part, double[][] means, int rows) {
    if (rows > 0) {
      report.add(r, position.step, part + ".loss", means[0][r]);
      report.add(r, position.step, part + ".accuracy", means[1][r]);
    }
  }

  private void endIfDone(int r, double[][] validation) {
    long epoch = position.evaluated;
    EarlyStopping stopping = spec.earlyStopping();
    position.best.see(r, watched(r, stopping, validation), epoch);
    if (epoch == spec.epochs()) {
      end(r, Outcome.COMPLETED, position.step, "all %d epochs".formatted(epoch));
    } else if (stopping != null && epoch - position.best.epoch(r) >= stopping.patience()) {
      String reason =
          "%s has not improved since epoch %d".formatted(stopping.metric(), position.best.epoch(r));
      end(r, Outcome.STOPPED_EARLY, position.step, reason);
    }
  }

  private double watched(int r, @Nullable EarlyStopping stopping, double[][] validation) {
    if (stopping == null || stopping.metric().equals("validation.accuracy")) {
      return validation[1][r];
    }
    return stopping.metric().equals("validation.loss")
        ? validation[0][r]
        : report.latest(r, "train.loss");
  }

  private void end(int r, Outcome outcome, long step, String reason) {
    position.ended[r] = step;
    report.ended(
        r,
        outcome,
        step,
        reason,
        Map.of(
            "samplesPerSecond",
            samplesPerSecond(),
            "seconds",
            position.seconds / runs.size(),
            "bestEpoch",
            (double) position.best.epoch(r)));
  }

  /**
   * Of the whole group, windows counting as samples of a text: a fused run's time is its group's,
   * divided by the group's width.
   */
  private double samplesPerSecond() {
    return (double) position.step * spec.batchSize() * runs.size() / position.seconds;
  }

  private double done() {
    return share.before() + share.part() * position.step / Math.max(1, rates.totalSteps());
  }

  private void saveIfDue() throws TrainingFailed {
    if (place.seconds() - savedAt >= place.checkpointEvery().toMillis() / 1e3) {
      save();
    }
  }

  private void save() throws TrainingFailed {
    try (NDManager scope = torch.scope()) {
      NDList arrays = fused.snapshot(scope);
      arrays.addAll(position.toArrays(group, scope));
      arrays.addAll(epochs.toArrays(scope));
      Checkpoint saved =
          Checkpoint.write(place.checkpoints(), place.attempt(), group, position.step, arrays);
      progress.checkpoint(group, position.step, saved.file(), saved.sha256(), saved.bytes());
    }
    savedAt = place.seconds();
  }

  /** What was recorded of all epochs; null where nothing is to be. */
  @Nullable NormRecord recorded() {
    return epochs.recorded();
  }

  @Override
  public void close() {
    if (probes != null) {
      probes.close();
    }
    fused.close();
  }
}
