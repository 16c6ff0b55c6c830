package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.control.Agent;
import org.normlab.control.Dqn;
import org.normlab.control.Ppo;
import org.normlab.environment.EnvironmentSequence;
import org.normlab.environment.EnvironmentSpec;
import org.normlab.environment.GameSettings;
import org.normlab.net.Activations;
import org.normlab.net.Architecture;
import org.normlab.net.Network;
import org.normlab.net.layer.Critic;
import org.normlab.net.layer.Duel;
import org.normlab.net.layer.Samples;
import org.normlab.net.layer.WeightNoise;
import org.normlab.norm.Normalization;
import org.normlab.optim.Optimizer;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/**
 * Describes a training in which agents learn to act in environments. Its steps are those of all
 * environments of a run.
 */
public record ControlSpec(
    Architecture architecture,
    Normalization normalization,
    @Setting("what agents act in") EnvironmentSpec environment,
    @Setting(value = "what learns to act", preset = "{\"type\":\"dqn\"}") Agent agent,
    Optimizer optimizer,
    @Setting(
            value = "environment steps of a run in one environment [1000000]",
            preset = "null",
            min = 1,
            max = MOST_STEPS)
        @Nullable Long steps,
    @Setting(
            value = "environment steps of a run in each environment of a sequence",
            preset = "null",
            min = 1,
            max = MOST_STEPS)
        @Nullable Long stepsPerVisit,
    @Nullable Integer fuse,
    List<Long> seeds,
    Sweep sweep,
    String precision,
    @Nullable Probe probe)
    implements TrainingSpec {
  static final long MOST_STEPS = 10_000_000_000L;
  private static final long USUAL_STEPS = 1_000_000;

  /** The number of runs that train as one group by default. */
  private static final int WIDEST = 16;

  /** Fills in what other settings decide, so that a job says what is trained. */
  public ControlSpec {
    architecture = Activations.resolved(architecture, normalization);
    if (!isSequence(environment)) {
      steps = steps == null ? USUAL_STEPS : steps;
    }
    probe = probe == null ? null : probe.withUnit(Probe.STEP);
  }

  private static boolean isSequence(EnvironmentSpec environment) {
    return environment.source() instanceof EnvironmentSequence;
  }

  /** Tells whether several environments are played in turn. */
  public boolean isSequence() {
    return isSequence(environment);
  }

  /** Returns the environment steps of a run from one change of environment to the next. */
  public long visitSteps() {
    Long own = isSequence() ? stepsPerVisit : steps;
    return Objects.requireNonNull(own, "a specification without faults has it");
  }

  /** Returns how many runs train as one group: each has a replay of its own to keep. */
  public int groupWidth() {
    return Math.min(fuse == null ? WIDEST : fuse, seeds.size() * sweep.all().size());
  }

  /** Returns the environment steps of a run in all visits. */
  public long allSteps() {
    return environment.visits().size() * visitSteps();
  }

  /** Tells whether weights are drawn anew where the environment changes. */
  public boolean drawsWeightsAnew() {
    return environment.source() instanceof EnvironmentSequence sequence && sequence.fresh();
  }

  /** Returns what a user should know before waiting for the training. */
  public List<String> cautions() {
    return normalization.batchDependent()
        ? List.of(
            "batch statistics are those of an update's samples; acting, and the values of targets,"
                + " take running statistics")
        : List.of();
  }

  /** Returns how many updates each run makes in all. */
  public long updates() {
    int visits = environment.visits().size();
    return visits * agent.updates(visitSteps(), environment.environments());
  }

  @Override
  public String source() {
    return String.join(",", environment.source().words());
  }

  /** Returns what the network observes, and its outputs as classes. */
  public Samples samples() {
    GameSettings game = environment.visits().getFirst();
    List<Integer> shape =
        game.environment().isGrid() ? List.of(game.channels(), 10, 10) : List.of(game.channels());
    int actions = game.actionNumbers().size();
    int outputs = agent.outputsPerAction();
    return switch (agent) {
      case Dqn dqn ->
          new Samples(
              shape,
              actions * outputs,
              false,
              dqn.dueling() ? new Duel(actions, outputs) : null,
              dqn.noisy() == null ? null : new WeightNoise(dqn.noisy().sigma()));
      case Ppo _ -> new Samples(shape, actions * outputs + 1, false, new Critic(actions), null);
    };
  }

  /** Returns the network of several runs. */
  public Network network(int replicas) {
    boolean notesUnits = optimizer.plasticity().redo() != null;
    return Network.of(architecture, normalization, samples(), replicas, null, format(), notesUnits);
  }

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>(RunRules.problems(this));
    faults.addAll(Activations.problems(architecture, normalization));
    faults.addAll(SettingEffects.ofOptimizer(this));
    faults.addAll(VisitRules.problems(this));
    faults.addAll(ReplayRules.problems(this));
    faults.addAll(ControlRules.problems(this));
    return faults;
  }
}
