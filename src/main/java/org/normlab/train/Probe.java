package org.normlab.train;

import org.normlab.setting.Setting;

/** Describes how often a training looks into its layers, from initialization on. */
public record Probe(
    @Setting(value = "epochs or steps between two looks", preset = "1", min = 1, max = 1_000_000)
        int every,
    @Setting(
            value = "what every counts",
            preset = "\"epoch\"",
            oneOf = {"epoch", "step"})
        String unit) {

  /** Steps between two looks. */
  public long steps(int stepsPerEpoch) {
    return unit.equals("step") ? every : (long) every * stepsPerEpoch;
  }

  /** Looks in a training of so many steps. */
  long looks(int stepsPerEpoch, long steps) {
    return 1 + steps / steps(stepsPerEpoch);
  }
}
