package org.normlab.norm;

import org.normlab.setting.Named;
import org.normlab.setting.Setting;

@Named(value = "batch", summary = "Mean and variance of each channel over the batch.")
public record Batch(
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization {}
