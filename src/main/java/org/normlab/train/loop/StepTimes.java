package org.normlab.train.loop;

import java.util.List;
import org.normlab.torch.Torch;
import org.normlab.train.Run;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.TrainingContext;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.device.Rates;

/**
 * Describes how long steps take by how many runs take them in one pass. The steps are thrown away;
 * since every draw is derived from its seed, the training that follows is not changed.
 */
final class StepTimes implements Widths.Timing {
  private static final int MOST_STEPS = 64;

  private final SupervisedSpec spec;
  private final List<Run> runs;
  private final TrainingContext place;
  private final DeviceData data;
  private final Torch torch;

  StepTimes(SupervisedSpec spec, TrainingContext place, DeviceData data, Torch torch) {
    this.spec = spec;
    this.runs = spec.runs();
    this.place = place;
    this.data = data;
    this.torch = torch;
  }

  /** The fastest width for trainings of so many steps. */
  Widths.Choice fastest(double steps) {
    boolean loses =
        torch.isHost()
            && runs.size() > 1
            && spec.network(SupervisedSpec.samples(data.set())).hasConvolutions();
    return new Widths(runs.size(), steps, loses, this, place::seconds).fastest();
  }

  @Override
  public double secondsPerStep(int width, double seconds) {
    List<Run> fused = runs.subList(0, width);
    Batches batches =
        new Batches(data.set().train(), spec.batchSize(), fused, spec.data().augment());
    Rates rates = new Rates(fused, spec.optimizer().schedule(), MOST_STEPS);
    try (FusedRuns pass = new FusedRuns(spec, fused, rates.uniform(), data, torch)) {
      double one = 0;
      for (int i = 0; i < WARM_UP; i++) {
        one = seconds(pass, batches, rates, 1);
      }
      int most = Math.min(MOST_STEPS, batches.stepsPerEpoch());
      int count = Math.clamp((long) (seconds / Math.max(one, 1e-6)), 1, most);
      return seconds(pass, batches, rates, count) / count;
    }
  }

  private double seconds(FusedRuns pass, Batches batches, Rates rates, int count) {
    double start = place.seconds();
    pass.train(batches, rates, 0, 0, 0, count, new int[0]);
    return place.seconds() - start;
  }
}
