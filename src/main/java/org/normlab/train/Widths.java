package org.normlab.train;

import java.util.List;
import org.normlab.torch.Torch;

/**
 * How many runs to train in one pass, by measuring: small layers gain from fusing, large
 * convolutions on a CPU lose. The steps taken are thrown away; since every draw is derived from its
 * seed, the training that follows is not changed.
 */
final class Widths {
  private static final int WIDEST = 64;
  private static final int WARM_UP = 2;
  private static final double BUDGET_SECONDS = 0.3;
  private static final int MOST_STEPS = 64;

  /** A narrower pass must be this much faster to be taken: measurements scatter. */
  private static final double MARGIN = 1.03;

  private final TrainingSpec spec;
  private final Place place;
  private final DeviceData data;
  private final Torch torch;

  Widths(TrainingSpec spec, Place place, DeviceData data, Torch torch) {
    this.spec = spec;
    this.place = place;
    this.data = data;
    this.torch = torch;
  }

  /**
   * The width with the most samples per second among all runs (64 at most), half of them, a quarter
   * … until that gains nothing, and 1, which needs no batched kernels.
   */
  int fastest(List<Run> runs) {
    int widest = Math.min(WIDEST, runs.size());
    if (widest == 1) {
      return 1;
    }
    int best = widest;
    double bestRate = samplesPerSecond(runs.subList(0, best));
    for (int narrower = half(best); narrower > 1; narrower = half(narrower)) {
      double rate = samplesPerSecond(runs.subList(0, narrower));
      if (rate < bestRate * MARGIN) {
        break;
      }
      best = narrower;
      bestRate = rate;
    }
    return samplesPerSecond(runs.subList(0, 1)) < bestRate * MARGIN ? best : 1;
  }

  private static int half(int width) {
    return (width + 1) / 2;
  }

  private double samplesPerSecond(List<Run> runs) {
    Batches batches =
        new Batches(data.set().train(), spec.batchSize(), runs, spec.data().augment());
    Rates rates = new Rates(runs, spec.optimizer().schedule(), MOST_STEPS);
    try (Fused fused = new Fused(spec, runs, rates.uniform(), data, torch)) {
      for (int i = 0; i < WARM_UP; i++) {
        fused.train(batches, rates, 0, 0, 0, 1, new int[0]);
      }
      int steps = 0;
      double start = place.seconds();
      while (steps < MOST_STEPS && place.seconds() - start < BUDGET_SECONDS) {
        fused.train(batches, rates, 0, 0, steps, 1, new int[0]);
        steps++;
      }
      return steps * (double) spec.batchSize() * runs.size() / (place.seconds() - start);
    }
  }
}
