package org.normlab.control;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.setting.Shorthand;

/**
 * Deep Q-learning with a replay and a target network (Mnih et al. 2015), and parts of Rainbow
 * (Hessel et al. 2018) by themselves. Steps are those of all environments of a run. Defaults of the
 * optimizer, the replay, the batch and how often weights change are those of Obando-Ceron and
 * Castro 2021 (arXiv:2011.14826) for MinAtar, also the smaller rate of Rainbow.
 */
@Named(
    value = "dqn",
    summary = "Deep Q-learning from a replay, with a target network.",
    presets =
        """
        {"optimizer":{"type":"adamw","learningRate":2.5e-4,"epsilon":3.125e-4,"weightDecay":0,\
        "schedule":{"type":"constant"}}}\
        """)
@Shorthand(
    value = "rainbow",
    summary = "DQN with all parts of Rainbow, of which each can be changed or left out.",
    settings =
        """
        {"double":true,"dueling":true,"steps":3,"distributional":{},"prioritized":{},"noisy":{}}\
        """,
    presets =
        """
        {"optimizer":{"type":"adamw","learningRate":1e-4,"epsilon":3.125e-4,"weightDecay":0,\
        "schedule":{"type":"constant"}}}\
        """)
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
            name = "double",
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
    @Setting(value = "explore by noise on the weights of output layers", preset = "null")
        @Nullable Noisy noisy,
    @Setting(
            value = "probability of a random action [{}, and 0 throughout with noisy]",
            preset = "null")
        @Nullable Exploration epsilon)
    implements Agent, Checked {

  /** DQN with the usual settings. */
  public static final Dqn USUAL =
      new Dqn(
          0.99, 100_000, 32, 1000, 4, 1000, Loss.HUBER, false, false, 1, null, null, null, null);

  /** Fills in how actions are explored, so that a job says what is done. */
  public Dqn {
    if (epsilon == null) {
      epsilon = noisy == null ? Exploration.USUAL : Exploration.NONE;
    }
  }

  @Override
  public Exploration epsilon() {
    return Objects.requireNonNull(epsilon, "filled in");
  }

  @Override
  public long firstUpdate(int environments) {
    return (long) learningStarts + every;
  }

  @Override
  public long updates(long steps, int environments) {
    return updates(steps);
  }

  @Override
  public int samplesPerUpdate(int environments) {
    return batchSize;
  }

  @Override
  public List<Problem> problems() {
    return learningStarts <= replay
        ? List.of()
        : List.of(
            new Problem(
                "/learningStarts",
                "the replay forgets what it is to start with: learningStarts is at most replay, %,d;"
                        .formatted(replay)
                    + " received %,d".formatted(learningStarts)));
  }

  @Override
  public int outputsPerAction() {
    return distributional == null ? 1 : distributional.atoms();
  }

  /** Returns the number of updates that are due after a number of environment steps. */
  public long updates(long steps) {
    return Math.max(0, (steps - learningStarts) / every);
  }

  /** Returns the probability of a random action after a number of environment steps. */
  public double exploration(long steps) {
    Exploration how = epsilon();
    return new LinearChange(how.start(), how.end(), learningStarts, how.over()).at(steps);
  }
}
