package org.normlab.optim;

import java.util.ArrayList;
import java.util.List;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/**
 * Describes how the learning rate moves: a factor on the rate for every step, after a linear
 * warm-up from 0.
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
      return end + (1 - end) * (1 + Math.cos(Math.PI * share)) / 2;
    }
  }
}
