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
   * …, 1.
   */
  int fastest(List<Run> runs) {
    int best = Math.min(WIDEST, runs.size());
    double bestRate = best == 1 ? 0 : samplesPerSecond(runs.subList(0, best));
    int narrower = best;
    while (narrower > 1) {
      narrower = (narrower + 1) / 2;
      double rate = samplesPerSecond(runs.subList(0, narrower));
      if (rate < bestRate * MARGIN) {
        break;
      }
      best = narrower;
      bestRate = rate;
    }
    return best;
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
