package org.normlab.optim;

import org.jspecify.annotations.Nullable;
import org.normlab.setting.Setting;

/** The settings that every optimizer takes, after its own. */
public record UpdateSettings(
    @Setting(value = "whether scales, offsets and biases decay too", preset = "true")
        boolean decayNormalization,
    @Setting(value = "largest gradient norm of a replica", preset = "null", above = 0, max = 1e9)
        @Nullable Double clip,
    @Setting(
            value =
                "largest gradient norm of an output's weights, as a share of the norm of the"
                    + " weights; not for the output layer",
            preset = "null",
            above = 0,
            max = 1e9)
        @Nullable Double adaptiveClip,
    @Setting(value = "learning-rate schedule", preset = "{\"type\":\"cosine\"}") Schedule schedule,
    Plasticity plasticity) {}
