package org.normlab.train;

import org.normlab.setting.Setting;

/** A run ends when a metric has not improved for so many epochs. */
public record EarlyStopping(
    @Setting(
            value = "watched metric",
            preset = "\"validation.loss\"",
            oneOf = {"validation.loss", "validation.accuracy", "train.loss"})
        String metric,
    @Setting(
            value = "epochs without improvement before a run ends",
            preset = "10",
            min = 1,
            max = 1_000_000)
        int patience) {}
