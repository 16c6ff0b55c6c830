package org.normlab.norm;

import org.jspecify.annotations.Nullable;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;

@Named(value = "group", summary = "Mean and variance of each sample over groups of channels.")
public record Group(
    @Setting(
            value = "number of groups [32, or the largest divisor of the channels below it]",
            preset = "null",
            min = 1,
            max = 65536)
        @Nullable Integer groups,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization {}
