package org.normlab.norm;

import org.normlab.setting.Named;

@Named(value = "none", summary = "No normalizer; He initialization.")
public record None() implements Normalization {}
