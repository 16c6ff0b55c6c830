package org.normlab.control;

import org.normlab.setting.Named;
import org.normlab.setting.Setting;

/**
 * Proximal policy optimization (Schulman et al. 2017, arXiv:1707.06347, eq. 7 and 9) with
 * generalized advantages (Schulman et al. 2016, arXiv:1506.02438, eq. 16). Defaults are those of
 * CleanRL's ppo_atari.py, but for a clip of 0.2 as in the paper.
 */
@Named(
    value = "ppo",
    summary = "Proximal policy optimization: a policy and its values from what it has just played.",
    presets =
        """
        {"optimizer":{"type":"adamw","learningRate":2.5e-4,"epsilon":1e-5,"weightDecay":0,\
        "clip":0.5,"schedule":{"type":"linear"}}}\
        """)
public record Ppo(
    @Setting(value = "discount of a step", preset = "0.99", min = 0, max = 1) double discount,
    @Setting(value = "weight λ of later advantages", preset = "0.95", min = 0, max = 1)
        double lambda,
    @Setting(
            value = "steps of each environment that updates learn from",
            preset = "128",
            min = 1,
            max = 100_000)
        int rollout,
    @Setting(value = "passes over these steps", preset = "4", min = 1, max = 1000) int epochs,
    @Setting(value = "updates of a pass", preset = "4", min = 1, max = 100_000) int minibatches,
    @Setting(
            value = "bound on the change of a probability's ratio from 1",
            preset = "0.2",
            above = 0,
            below = 1)
        double clip,
    @Setting(value = "whether the change of a value is bounded likewise", preset = "true")
        boolean clipValue,
    @Setting(value = "weight of the values' loss", preset = "0.5", min = 0, max = 1000)
        double valueWeight,
    @Setting(value = "weight of the policy's entropy", preset = "0.01", min = 0, max = 1000)
        double entropy)
    implements Agent {
  @Override
  public long firstUpdate(int environments) {
    return (long) rollout * environments;
  }

  @Override
  public long updates(long steps, int environments) {
    return steps / firstUpdate(environments) * epochs * minibatches;
  }

  @Override
  public int samplesPerUpdate(int environments) {
    return Math.toIntExact(firstUpdate(environments) / minibatches);
  }

  @Override
  public int outputsPerAction() {
    return 1;
  }
}
