package org.normlab.train;

import java.util.List;
import org.normlab.setting.Setting;

/** Values that are crossed with the seeds; an empty list keeps the optimizer's own value. */
public record Sweep(
    @Setting(value = "learning rates", preset = "[]", min = 0, max = 1e6, maxSize = 1000)
        List<Double> learningRate,
    @Setting(value = "weight decays", preset = "[]", min = 0, max = 1e6, maxSize = 1000)
        List<Double> weightDecay,
    @Setting(value = "momenta (sgd)", preset = "[]", min = 0, below = 1, maxSize = 1000)
        List<Double> momentum) {}
