package org.normlab.train;

import org.jspecify.annotations.Nullable;
import org.normlab.setting.Setting;

/**
 * Describes how often a training looks into its layers, from initialization on.
 *
 * @param unit null until the training says what it counts where the job does not
 */
public record Probe(
    @Setting(value = "epochs or steps between two looks", preset = "1", min = 1, max = 1_000_000)
        int every,
    @Setting(
            value = "what every counts [epoch; step with an environment]",
            preset = "null",
            oneOf = {"epoch", "step"})
        @Nullable String unit) {

  static final String EPOCH = "epoch";
  static final String STEP = "step";

  /** Returns the probe with its unit, or with the usual one where it has none. */
  Probe withUnit(String usual) {
    return unit == null ? new Probe(every, usual) : this;
  }

  /** Steps between two looks. */
  public long steps(int stepsPerEpoch) {
    return STEP.equals(unit) ? every : (long) every * stepsPerEpoch;
  }

  /** Looks in a training of so many steps. */
  long looks(int stepsPerEpoch, long steps) {
    return 1 + steps / steps(stepsPerEpoch);
  }
}
