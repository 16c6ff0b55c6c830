package org.normlab.norm;

import org.normlab.setting.Named;
import org.normlab.setting.Setting;

@Named(value = "rms", summary = "Root mean square of each sample over its channels; no centring.")
public record Rms(
    @Setting(value = "added to the mean square", preset = "1e-6", above = 0, max = 1)
        double epsilon)
    implements Normalization {}
