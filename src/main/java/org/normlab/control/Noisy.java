package org.normlab.control;

import org.normlab.setting.Setting;

/**
 * Describes trained noise on the weights of output layers, by which an agent explores (Fortunato et
 * al. 2018, arXiv:1706.10295). Every update and every step of the environments draws anew, one draw
 * for all samples of a run. In an update three draws are apart, as in the source: the values that
 * are learned, the target network, and the online network where it chooses the action of a target
 * ({@code double}); one draw for two of them would let errors of a value stand in its own target.
 */
public record Noisy(
    @Setting(
            value = "deviation of a weight at first, times the root of its layer's inputs",
            preset = "0.5",
            above = 0,
            max = 100)
        double sigma) {}
