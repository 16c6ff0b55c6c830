package org.normlab.optim;

import java.util.ArrayList;
import java.util.List;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/**
 * Describes how the learning rate moves: a factor on the rate for every step, after a linear
 * warm-up, of most from 0. Every rate of a sweep moves by the same factors.
 */
public sealed interface Schedule {
  /** Share of all steps over which the factor climbs linearly to its value. */
  double warmup();

  /** The factor at a share of the steps after warm-up, 0 (first) to below 1. */
  double after(double share);

  /** The factor on the learning rate at step 0 … steps − 1. */
  default double factor(long step, long steps) {
    long climb = Math.round(warmup() * steps);
    if (step < climb) {
      return after(0) * (step + 1) / climb;
    }
    return after((double) (step - climb) / Math.max(1, steps - climb));
  }

  private static double halfCosine(double end, double share) {
    return end + (1 - end) * (1 + Math.cos(Math.PI * Math.min(1, share))) / 2;
  }

  @Named(value = "constant", summary = "The rate stays.")
  record Constant(
      @Setting(value = "share of all steps with a linear climb", preset = "0", min = 0, below = 1)
          double warmup)
      implements Schedule {
    @Override
    public double after(double share) {
      return 1;
    }
  }

  @Named(
      value = "step",
      summary = "The rate is multiplied by a factor at given shares of the training.")
  record Step(
      @Setting(
              value = "shares of all steps at which the rate falls",
              preset = "[0.5,0.75]",
              above = 0,
              below = 1,
              maxSize = 100)
          List<Double> at,
      @Setting(value = "factor at each fall", preset = "0.1", above = 0, max = 1) double factor,
      @Setting(value = "share of all steps with a linear climb", preset = "0", min = 0, below = 1)
          double warmup)
      implements Schedule, Checked {
    @Override
    public List<Problem> problems() {
      List<Problem> faults = new ArrayList<>();
      if (at.isEmpty()) {
        faults.add(
            new Problem("/at", "a rate that never falls is schedule \"constant\"; received []"));
      }
      if (factor == 1) {
        faults.add(
            new Problem("/factor", "a factor of 1 is schedule \"constant\"; received " + factor));
      }
      return faults;
    }

    @Override
    public double after(double share) {
      // A fall is placed by the share of all steps, warm-up included.
      double all = warmup + share * (1 - warmup);
      return Math.pow(factor, (double) at.stream().filter(fall -> all >= fall).count());
    }
  }

  /** Half a cosine, Loshchilov and Hutter 2017 (arXiv:1608.03983, eq. 5) without restarts. */
  @Named(
      value = "cosine",
      summary = "The rate falls along half a cosine to a last share of itself.")
  record Cosine(
      @Setting(value = "share of the rate that is left at the end", preset = "0", min = 0, max = 1)
          double end,
      @Setting(value = "share of all steps with a linear climb", preset = "0", min = 0, below = 1)
          double warmup)
      implements Schedule {
    @Override
    public double after(double share) {
      return halfCosine(end, share);
    }
  }

  /**
   * A straight line to a last share of the rate, which then stays. With {@code end} 0.016 and
   * {@code over} 0.5 a rate of 6.25e-5 falls to 1e-6 by half of the steps (Lyle et al. 2024,
   * arXiv:2407.01800, B).
   */
  @Named(
      value = "linear",
      summary = "The rate falls in a straight line to a last share of itself and stays.")
  record Linear(
      @Setting(
              value = "share of the rate that is left at the end",
              preset = "0",
              min = 0,
              below = 1)
          double end,
      @Setting(
              value = "share of all steps after which the end is reached, warm-up included",
              preset = "1",
              above = 0,
              max = 1)
          double over,
      @Setting(value = "share of all steps with a linear climb", preset = "0", min = 0, below = 1)
          double warmup)
      implements Schedule, Checked {
    @Override
    public List<Problem> problems() {
      List<Problem> faults = new ArrayList<>();
      if (over <= warmup) {
        faults.add(
            new Problem(
                "/over",
                "the fall ends after the warm-up: above warmup, %s; received %s"
                    .formatted(warmup, over)));
      }
      if (end == 0 && over < 1) {
        faults.add(
            new Problem(
                "/end",
                "a rate of 0 trains nothing: above 0 where over is below 1; received " + end));
      }
      return faults;
    }

    @Override
    public double after(double share) {
      double fallen = share * (1 - warmup) / (over - warmup);
      return 1 - (1 - end) * Math.min(1, fallen);
    }
  }

  /**
   * A straight line from a first share of the rate to all of it, then half a cosine. Defaults are
   * those of Lyle et al. 2024 (arXiv:2407.01800, B) for a sequence of games: from 1e-8 to 6.25e-5
   * and then to 1e-6; their 1,000 updates of warm-up are 2 % of 50,000.
   */
  @Named(
      value = "warmup-cosine",
      summary =
          "The rate climbs from a first share of itself, then falls along half a cosine to a last"
              + " one.")
  record WarmupCosine(
      @Setting(
              value = "share of the rate at the first step",
              preset = "1.6e-4",
              above = 0,
              below = 1)
          double start,
      @Setting(
              value = "share of the rate that is left at the end",
              preset = "0.016",
              min = 0,
              max = 1)
          double end,
      @Setting(
              value = "share of all steps with a linear climb from start",
              preset = "0.02",
              above = 0,
              below = 1)
          double warmup)
      implements Schedule {
    /** The climb is not rounded to steps, so that the first one always has {@code start}. */
    @Override
    public double factor(long step, long steps) {
      double climb = warmup * steps;
      return step < climb
          ? start + (1 - start) * step / climb
          : after((step - climb) / (steps - climb));
    }

    @Override
    public double after(double share) {
      return halfCosine(end, share);
    }
  }
}
