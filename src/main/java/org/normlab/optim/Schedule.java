package org.normlab.optim;

import java.util.List;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;

/**
 * How the learning rate moves: a factor on the rate for every step, after a linear warm-up from 0.
 */
public sealed interface Schedule {
  /** Share of all steps over which the factor climbs linearly to its value. */
  double warmup();

  @Named(value = "constant", summary = "The rate stays.")
  record Constant(
      @Setting(value = "share of all steps with a linear climb", preset = "0", min = 0, below = 1)
          double warmup)
      implements Schedule {}

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
      implements Schedule {}

  @Named(
      value = "cosine",
      summary = "The rate falls along half a cosine to a last share of itself.")
  record Cosine(
      @Setting(value = "share of the rate that is left at the end", preset = "0", min = 0, max = 1)
          double end,
      @Setting(value = "share of all steps with a linear climb", preset = "0", min = 0, below = 1)
          double warmup)
      implements Schedule {}
}
