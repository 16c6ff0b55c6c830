package org.normlab.train;

import org.jspecify.annotations.Nullable;
import org.normlab.setting.Setting;

/** Settings of the optimizer that are taken together; null keeps the optimizer's own. */
public record SweepPoint(
    @Setting(value = "learning rate", preset = "null", min = 0, max = 1e6)
        @Nullable Double learningRate,
    @Setting(value = "weight decay", preset = "null", min = 0, max = 1e6)
        @Nullable Double weightDecay,
    @Setting(value = "momentum (sgd)", preset = "null", min = 0, below = 1)
        @Nullable Double momentum) {}
