package org.normlab.norm;

import org.normlab.setting.Named;
import org.normlab.setting.Setting;

@Named(
    value = "layer",
    summary = "Mean and variance of each sample over all its channels and positions.")
public record Layer(
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization {}
