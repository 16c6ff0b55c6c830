package org.normlab.control;

import org.jspecify.annotations.Nullable;
import org.normlab.setting.Named;
import org.normlab.setting.Setting;

/**
 * Deep Q-learning with a replay and a target network (Mnih et al. 2015), and parts of Rainbow
 * (Hessel et al. 2018) by themselves. Steps are those of all environments of a run.
 */
@Named(value = "dqn", summary = "Deep Q-learning from a replay, with a target network.")
public record Dqn(
    @Setting(value = "discount of a step", preset = "0.99", min = 0, max = 1) double discount,
    @Setting(value = "transitions that are kept", preset = "100000", min = 1, max = 10_000_000)
        int replay,
    @Setting(value = "transitions of an update", preset = "32", min = 1, max = 65536) int batchSize,
    @Setting(
            value = "environment steps before the first update",
            preset = "1000",
            min = 1,
            max = 10_000_000)
        int learningStarts,
    @Setting(value = "environment steps an update", preset = "4", min = 1, max = 1000) int every,
    @Setting(
            value = "environment steps from one copy into the target network to the next",
            preset = "1000",
            min = 1,
            max = 10_000_000)
        int targetEvery,
    @Setting(
            value = "what is minimized; of distributions it is cross-entropy",
            preset = "\"huber\"")
        Loss loss,
    @Setting(
            value =
                "the online network chooses the action whose value is a target (van Hasselt 2016)",
            preset = "false")
        boolean doubleQ,
    @Setting(
            value = "values are those of states and advantages of actions (Wang et al. 2016)",
            preset = "false")
        boolean dueling,
    @Setting(
            value = "steps of a return before it is bootstrapped",
            preset = "1",
            min = 1,
            max = 100)
        int steps,
    @Setting(value = "learn distributions of returns", preset = "null")
        @Nullable Distributional distributional,
    @Setting(value = "draw transitions by their errors", preset = "null")
        @Nullable Prioritized prioritized,
    Exploration epsilon)
    implements Agent {

  /** DQN with the usual settings. */
  public static final Dqn USUAL =
      new Dqn(
          0.99,
          100_000,
          32,
          1000,
          4,
          1000,
          Loss.HUBER,
          false,
          false,
          1,
          null,
          null,
          new Exploration(1, 0.01, 25_000));

  /** Returns how many outputs a network has for each action. */
  public int outputsPerAction() {
    return distributional == null ? 1 : distributional.atoms();
  }

  /** Returns how many updates are due after so many environment steps. */
  public long updates(long steps) {
    return Math.max(0, (steps - learningStarts) / every);
  }

  /** Returns the probability of a random action after so many environment steps. */
  public double exploration(long steps) {
    return new LinearChange(epsilon.start(), epsilon.end(), learningStarts, epsilon.over())
        .at(steps);
  }
}
