package org.normlab.train.loop;

import java.util.List;
import org.normlab.data.DataSet;
import org.normlab.torch.Torch;
import org.normlab.train.Run;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.TrainingContext;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Rates;
import org.normlab.train.device.Steps;

/**
 * Times training steps on the path that jobs take: the same fused program, called for as many steps
 * at a time as a job would take.
 *
 * <p>Timed: drawing the order of the rows (anew each epoch, for every run), gathering the batches
 * on the device, forward and backward pass, update, counting losses and hits, and reading them on
 * the host after each call. Not timed: loading, compiling, choosing the width, warm-up, evaluation,
 * checkpoints, reporting. Groups of runs are timed one after another, and their times added.
 */
public final class Bench {
  private final SupervisedSpec spec;
  private final TrainingContext place;
  private final DeviceData data;
  private final Torch torch;
  private final int warmup;
  private final int steps;
  private double loss;

  private Bench(
      SupervisedSpec spec,
      TrainingContext place,
      DeviceData data,
      Torch torch,
      int warmup,
      int steps) {
    this.spec = spec;
    this.place = place;
    this.data = data;
    this.torch = torch;
    this.warmup = warmup;
    this.steps = steps;
  }

  /**
   * Describes what was measured.
   *
   * @param width runs in one pass
   * @param seconds of all timed steps of all runs
   * @param stepsPerSecond updates of one run, in a second of the whole machine
   * @param samplesPerSecond summed over the runs
   * @param loss of the last step, mean over the runs
   */
  public record Figures(
      int width, double seconds, double stepsPerSecond, double samplesPerSecond, double loss) {}

  /**
   * Takes {@code warmup} steps and then times {@code steps} more of every run.
   *
   * @param spec with {@code fuse} null, the fastest width is measured first, as a job does
   */
  public static Figures measure(
      SupervisedSpec spec, DataSet set, TrainingContext place, int warmup, int steps) {
    try (Torch torch = Torch.open(place.device(), place.threads())) {
      DeviceData data = DeviceData.of(set, torch);
      return new Bench(spec, place, data, torch, warmup, steps).measure();
    }
  }

  private Figures measure() {
    List<Run> runs = spec.runs();
    Integer fuse = spec.fuse();
    int width =
        fuse == null
            ? new StepTimes(spec, place, data, torch).fastest(Double.MAX_VALUE).width()
            : Math.min(fuse, runs.size());
    double seconds = 0;
    for (int from = 0; from < runs.size(); from += width) {
      seconds += time(runs.subList(from, Math.min(runs.size(), from + width)));
    }
    double updates = (double) steps * runs.size() / seconds;
    return new Figures(width, seconds, updates, updates * spec.batchSize(), loss / runs.size());
  }

  private double time(List<Run> group) {
    int[] rows = data.set().train();
    var batches = new Batches(rows, spec.batchSize(), group, spec.data().augment());
    var rates = new Rates(group, spec.optimizer().schedule(), (long) warmup + steps);
    try (var fused = new FusedRuns(spec, group, rates.uniform(), data, torch)) {
      CallLength length = new CallLength();
      float[] losses = new float[0];
      double start = place.seconds();
      for (int step = 0; step < warmup + steps; ) {
        if (step == warmup) {
          start = place.seconds();
        }
        int first = step % batches.stepsPerEpoch();
        int due = step < warmup ? warmup : warmup + steps;
        int count = length.next(Math.min(due - step, batches.stepsPerEpoch() - first));
        double called = place.seconds();
        int epoch = step / batches.stepsPerEpoch();
        losses = last(fused.train(batches, rates, epoch, first, step, count, new int[0]));
        length.took(count, place.seconds() - called);
        step += count;
      }
      double seconds = place.seconds() - start;
      for (float last : losses) {
        loss += last;
      }
      return seconds;
    }
  }

  private static float[] last(Steps taken) {
    return taken.losses()[taken.losses().length - 1];
  }
}
