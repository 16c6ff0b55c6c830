package org.normlab.train.loop;

import java.util.function.DoubleSupplier;

/**
 * Describes how many runs to train in one pass: small layers gain from fusing, large convolutions
 * on a CPU lose. Which of it is a question of measuring, but only where the training is so long
 * that measuring takes a small part of it.
 */
final class Widths {
  private static final int WIDEST = 64;

  /** Says what measuring may take, as a part of the training. */
  private static final double SHARE = 0.05;

  /** So much of a first look tells how long the training will take. */
  private static final double LOOK_SECONDS = 0.01;

  private static final double LONGEST_SECONDS = 0.3;

  /** So many widths are mostly measured: the widest, its half, a quarter, and 1. */
  private static final int CANDIDATES = 4;

  /** A narrower pass must be this much faster to be taken: measurements scatter. */
  private static final double MARGIN = 1.03;

  private final int runs;
  private final double steps;
  private final boolean loses;
  private final Timing timing;
  private final DoubleSupplier clock;

  /** Times steps. */
  interface Timing {
    /** Says what a first step costs beside the time that is asked for, in steps. */
    int WARM_UP = 2;

    /**
     * Seconds of one step of the first so many runs, after a warm-up.
     *
     * @param seconds to spend on it, about
     */
    double secondsPerStep(int width, double seconds);
  }

  /** The runs of a pass, and whether others were tried. */
  record Choice(int width, boolean measured) {}

  /**
   * @param steps of each run in the whole training
   * @param loses whether fusing probably loses, so that without measuring no runs are fused
   * @param clock seconds
   */
  Widths(int runs, double steps, boolean loses, Timing timing, DoubleSupplier clock) {
    this.runs = runs;
    this.steps = steps;
    this.loses = loses;
    this.timing = timing;
    this.clock = clock;
  }

  /**
   * The width with the most samples per second among all runs (64 at most), half of them, a quarter
   * … until that gains nothing, and 1, which needs no batched kernels. In a training too short for
   * that, all runs, or 1 where fusing loses.
   */
  Choice fastest() {
    int widest = Math.min(WIDEST, runs);
    int unmeasured = loses ? 1 : widest;
    double all = steps * Math.ceilDiv(runs, unmeasured);
    if (widest == 1 || all * SHARE < Timing.WARM_UP + 1) {
      return new Choice(unmeasured, false);
    }
    double begun = clock.getAsDouble();
    double step = timing.secondsPerStep(unmeasured, LOOK_SECONDS);
    double look = clock.getAsDouble() - begun;
    double until = begun + all * step * SHARE;
    double slice = Math.min(LONGEST_SECONDS, (all * step * SHARE - look) / CANDIDATES - look);
    return slice < LOOK_SECONDS
        ? new Choice(unmeasured, false)
        : new Choice(measured(widest, slice, until - look - slice), true);
  }

  /**
   * @param seconds for each width
   * @param latest when another width may be begun
   */
  private int measured(int widest, double seconds, double latest) {
    double alone = loses ? rate(1, seconds) : 0;
    int best = widest;
    double bestRate = rate(widest, seconds);
    for (int narrower = half(best); narrower > 1 && isTime(latest); narrower = half(narrower)) {
      double rate = rate(narrower, seconds);
      if (rate < bestRate * MARGIN) {
        break;
      }
      best = narrower;
      bestRate = rate;
    }
    if (!loses && isTime(latest)) {
      alone = rate(1, seconds);
    }
    return alone < bestRate * MARGIN ? best : 1;
  }

  private boolean isTime(double latest) {
    return clock.getAsDouble() <= latest;
  }

  private static int half(int width) {
    return (width + 1) / 2;
  }

  /** Steps of single runs per second. */
  private double rate(int width, double seconds) {
    return width / timing.secondsPerStep(width, seconds);
  }
}
