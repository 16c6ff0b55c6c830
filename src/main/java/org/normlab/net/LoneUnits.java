package org.normlab.net;

import org.jspecify.annotations.Nullable;
import org.normlab.net.layer.HiddenUnits;
import org.normlab.norm.Normalization;
import org.normlab.norm.ScaledWeightStandardization;
import org.normlab.norm.WeightStandardization;

/** Says in which networks {@link HiddenUnits} stand alone. */
public final class LoneUnits {
  private LoneUnits() {}

  /** Explains why the units of a network do not stand alone; null where they do. */
  public static @Nullable String refusal(Architecture architecture, Normalization normalization) {
    if (!(architecture instanceof Mlp) && !(architecture instanceof Convnet)) {
      return "redo is for mlp and convnet, where one layer alone reads a unit";
    }
    return normalization instanceof WeightStandardization
            || normalization instanceof ScaledWeightStandardization
        ? "redo silences what reads a unit by weights of 0, and standardized weights are not 0 then"
        : null;
  }
}
