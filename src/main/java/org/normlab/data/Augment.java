package org.normlab.data;

import org.normlab.setting.Setting;

/**
 * Random changes of training images, drawn anew for every sample, epoch and run; evaluation sees
 * the plain image.
 */
public record Augment(
    @Setting(
            value = "zero padding in pixels before a random crop to the original size",
            preset = "0",
            min = 0,
            max = 64)
        int crop,
    @Setting(value = "mirror left-right with probability one half", preset = "false")
        boolean flip) {}
