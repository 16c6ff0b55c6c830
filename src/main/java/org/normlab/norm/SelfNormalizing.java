package org.normlab.norm;

import org.normlab.setting.Named;
import org.normlab.setting.Setting;

@Named(
    value = "self-normalizing",
    summary = "SELU, LeCun-normal initialization and alpha dropout; no normalizer.")
public record SelfNormalizing(
    @Setting(value = "alpha dropout rate after each nonlinearity", preset = "0", min = 0, below = 1)
        double alphaDropout)
    implements Normalization {}
