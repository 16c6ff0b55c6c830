package org.normlab.optim;

import org.jspecify.annotations.Nullable;
import org.normlab.setting.Setting;

/**
 * Describes what is done against the loss of plasticity, beside any optimizer and with all its
 * settings. Off, as by default, each of them costs nothing: no line of a step is written for it. A
 * step does, in this order: {@link TowardInitial} (part of the gradient, so that clipping and
 * moments see it), the optimizer's update, {@link UpdateNoise}, {@link ShrinkAndPerturb}, {@link
 * Redo}, and what the normalization does after updates.
 */
public record Plasticity(
    @Setting(
            value =
                "strength λ of a pull toward the initial weights: λ‖w − w₀‖² is added to the loss"
                    + " (Kumar et al. 2023)",
            preset = "0",
            min = 0,
            max = 1e6)
        double towardInitial,
    @Setting(
            value = "shrink weights and perturb them by fresh ones (Ash and Adams 2020)",
            preset = "null")
        @Nullable ShrinkAndPerturb shrinkAndPerturb,
    @Setting(
            value = "redraw dormant units (Sokar et al. 2023); for mlp and convnet",
            preset = "null")
        @Nullable Redo redo,
    @Setting(
            value =
                "standard deviation of Gaussian noise on each update, in units of the learning"
                    + " rate",
            preset = "0",
            min = 0,
            max = 1e6)
        double updateNoise) {

  /** Nothing is done. */
  public static final Plasticity NONE = new Plasticity(0, null, null, 0);
}
