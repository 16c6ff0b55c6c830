package org.normlab.train.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.train.NormRecord;
import org.normlab.train.Progress;
import org.normlab.train.Run;
import org.normlab.train.StopSignal;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.TrainingContext;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.HeldOut;
import org.normlab.train.device.Probes;
import org.normlab.train.device.Rates;
import org.normlab.train.device.Steps;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.file.TrainingFailed;

/** One group of runs from its first step, or from a checkpoint, to its last. */
final class FusedTrainingLoop implements GroupLoop {
  private final TrainingContext place;
  private final int group;
  private final List<Run> runs;
  private final DataSet data;
  private final Torch torch;
  private final FusedRuns fused;
  private final @Nullable Probes probes;
  private final long probeEvery;
  private long probed = -1;
  private final Batches batches;
  private final Rates rates;
  private final GroupState position;
  private final GroupReport report;
  private final RunTermination endings;
  private final Progress progress;
  private final StopSignal stop;
  private final NormTracking epochs;
  private final CallLength callLength = new CallLength();
  private double savedAt;

  FusedTrainingLoop(
      SupervisedSpec spec,
      TrainingContext place,
      int group,
      List<Run> runs,
      DeviceData data,
      Torch torch,
      Progress progress,
      StopSignal stop,
      Share share,
      @Nullable NormRecord reference) {
    this.place = place;
    this.group = group;
    this.runs = runs;
    this.data = data.set();
    this.torch = torch;
    this.batches = new Batches(data.set().train(), spec.batchSize(), runs, spec.data().augment());
    long steps = (long) batches.stepsPerEpoch() * spec.epochs();
    this.rates = new Rates(runs, spec.optimizer().schedule(), steps);
    this.fused = new FusedRuns(spec, runs, rates.uniform(), data, torch);
    this.probes = spec.probe() == null ? null : new Probes(spec, fused, data, torch);
    this.probeEvery =
        spec.probe() == null ? Long.MAX_VALUE : spec.probe().steps(batches.stepsPerEpoch());
    this.epochs = new NormTracking(spec, runs, fused, reference);
    TaskAccuracy tasks = TaskAccuracy.of(spec, runs.size(), batches.stepsPerEpoch());
    this.position = new GroupState(runs.size(), spec.earlyStopping(), tasks);
    this.report =
        new GroupReport(
            new ProgressReport(progress, runs), position, rates, fused, spec.batchSize(), share);
    this.endings = new RunTermination(spec, position, report, fused);
    this.progress = progress;
    this.stop = stop;
  }

  @Override
  public void resume(Path checkpoint) throws TrainingFailed {
    try (NDManager scope = torch.scope()) {
      var arrays = Checkpoint.read(checkpoint, scope);
      position.restore(arrays);
      epochs.restore(arrays);
      report.restore(arrays);
      List<NDArray> ordered = new ArrayList<>();
      for (String name : fused.tensors().keySet()) {
        ordered.add(arrays.get(name));
      }
      fused.restore(ordered, scope);
    }
  }

  @Override
  public boolean run() throws TrainingFailed {
    if (!position.anyTraining()) {
      return true;
    }
    int steps = batches.stepsPerEpoch();
    savedAt = place.seconds();
    while (position.anyTraining()) {
      probeIfDue(steps);
      boolean epochEnds = position.step > position.evaluated * steps && position.step % steps == 0;
      if (epochEnds || rates.totalSteps() == 0) {
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
    long current = Math.clamp(rates.totalSteps() - 1, 0, step);
    Arrays.setAll(learningRates, r -> rates.learningRate(r, current));
    int at = (int) (step % stepsPerEpoch);
    fused.beginTaskOf(current);
    report.probed(probes.look(batches, step / stepsPerEpoch, at, step, learningRates));
  }

  private void trainSome(int first, int stepsPerEpoch) throws TrainingFailed {
    if (first == 0) {
      epochs.begin(position.step / stepsPerEpoch, position, stepsPerEpoch);
    }
    int window = Window.length(stepsPerEpoch);
    int end = Math.min(stepsPerEpoch, (first / window + 1) * window);
    long untilProbe = probeEvery - position.step % probeEvery;
    long untilTask = position.tasks == null ? end : position.tasks.left(position.step);
    int count = callLength.next((int) Math.min(end - first, Math.min(untilProbe, untilTask)));
    fused.beginTaskOf(position.step);
    Steps taken = take(first, stepsPerEpoch, count);
    position.window.add(taken);
    long before = position.step;
    position.step += count;
    endings.diverged(taken, before, rates.totalSteps());
    report.learned(taken, before);
    if (first + count == end) {
      report.window(taken);
    }
  }

  private Steps take(int first, int stepsPerEpoch, int count) {
    double start = place.seconds();
    long epoch = position.step / stepsPerEpoch;
    Steps taken =
        fused.train(batches, rates, epoch, first, position.step, count, position.frozen());
    double seconds = place.seconds() - start;
    position.seconds += seconds;
    callLength.took(count, seconds);
    return taken;
  }

  /**
   * Measures the held-out parts at the end of an epoch; false when a stop was asked for meanwhile.
   */
  private boolean evaluateEpoch() {
    fused.beginTaskOf(Math.max(0, position.step - 1));
    double @Nullable [][] validation = HeldOut.means(fused, data.validation(), stop);
    double @Nullable [][] test = HeldOut.means(fused, data.test(), stop);
    if (validation == null || test == null) {
      return false;
    }
    position.evaluated = position.step / batches.stepsPerEpoch();
    List<Integer> best = new ArrayList<>();
    for (int r = 0; r < runs.size(); r++) {
      if (position.isTraining(r)) {
        report.evaluation(r, validation, test);
        if (endings.evaluated(r, validation, test)) {
          best.add(r);
        }
      }
    }
    fused.keepBest(best.stream().mapToInt(Integer::intValue).toArray());
    report.send();
    return true;
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
      arrays.addAll(report.toArrays(scope));
      Checkpoint saved =
          Checkpoint.write(place.checkpoints(), place.attempt(), group, position.step, arrays);
      progress.checkpoint(group, position.step, saved.file(), saved.sha256(), saved.bytes());
    }
    savedAt = place.seconds();
  }

  /** Returns what was recorded of all epochs; null where nothing is to be. */
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
