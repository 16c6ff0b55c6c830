package org.normlab.control;

/**
 * A rate that climbs in a straight line, then falls along half a cosine and stays (Lyle et al.
 * 2024, arXiv:2407.01800).
 *
 * @param warmup steps of the climb from {@code initial} to {@code peak}
 * @param steps until the rate is {@code end}, those of the climb included
 */
public record WarmupCosine(double initial, double peak, double end, long warmup, long steps) {
  /** Returns the rate at a step from 0. */
  public double at(long step) {
    if (step < warmup) {
      return initial + (peak - initial) * step / warmup;
    }
    double share = Math.min(1, (double) (step - warmup) / Math.max(1, steps - warmup));
    return end + (peak - end) * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
