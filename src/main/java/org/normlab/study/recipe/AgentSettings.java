package org.normlab.study.recipe;

/**
 * Describes how recipes train agents in the games of MinAtar.
 *
 * @param agent its type
 * @param rate learning rate before any fall
 * @param epsilon of Adam
 * @param seeds as a JSON list
 */
record AgentSettings(String agent, double rate, double epsilon, String seeds) {
  /** DQN at the rate that others use for MinAtar (Obando-Ceron and Castro 2021). */
  static final AgentSettings SMALL = new AgentSettings("dqn", 2.5e-4, 3.125e-4, "[0, 1, 2, 3, 4]");

  /** Rainbow at the paper's rate. */
  static final AgentSettings RAINBOW =
      new AgentSettings("rainbow", 6.25e-5, 1.5625e-4, "[0, 1, 2, 3, 4]");

  static final String CHANGE =
      "The games of MinAtar in place of Atari's, with all six actions; one convolution of 16"
          + " channels and a layer of 128; an update every 4 environment steps.";

  static final String SMALL_CHANGE =
      "DQN in place of Rainbow, and a rate of 2.5e-4 in place of 6.25e-5: there are hundreds of"
          + " times fewer updates. It falls by the same share of itself, to 4e-6.";

  /**
   * Returns what all jobs share, without the braces around it.
   *
   * @param environment fields of the environment that all jobs share
   * @param length the field that says how long agents act
   * @param schedule of the learning rate
   */
  String base(String environment, String length, String schedule) {
    return """
    "environment": {%s"rewardClip": 1}, %s, "agent": {"type": "%s"},
       "architecture": {"type": "convnet", "channels": [16], "dense": 128, "padding": "none"},
       "optimizer": {"type": "adamw", "learningRate": %s, "epsilon": %s, "weightDecay": 0,
         "schedule": %s}, "seeds": %s\
    """
        .formatted(environment, length, agent, rate, epsilon, schedule, seeds);
  }
}
