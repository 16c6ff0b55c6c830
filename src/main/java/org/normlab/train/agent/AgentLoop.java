package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normlab.control.Dqn;
import org.normlab.control.Ppo;
import org.normlab.environment.Environments;
import org.normlab.environment.GameSettings;
import org.normlab.environment.VisitSeeds;
import org.normlab.torch.Kernel;
import org.normlab.torch.Torch;
import org.normlab.torch.program.Program;
import org.normlab.train.ControlSpec;
import org.normlab.train.Run;
import org.normlab.train.device.Probes;
import org.normlab.train.device.Rates;

/**
 * Plays one visit to an environment and learns from it: in turn all environments of all runs take a
 * step, and the device is called for the updates that are due and the next actions. Every draw
 * derives from a run's seed, so that a run is the same alone and among others, and after it has
 * been restored.
 */
public abstract sealed class AgentLoop implements AutoCloseable permits ReplayLoop, RolloutLoop {
  /** Says how the names of a target network's tensors begin. */
  public static final String TARGET = "target.";

  /** Says how the names of a replay's tensors begin. */
  public static final String REPLAY = "replay.";

  /** Says how the names of a rollout's tensors begin. */
  public static final String ROLLOUT = "rollout.";

  final GameSettings game;
  final int runs;
  final int places;

  /** The seeds of the visit, {@code [R]}. */
  final long[] seeds;

  final Environments environments;
  final Rates rates;
  final LoopState state;
  private final ControlSpec spec;
  private final int visit;
  private @Nullable AgentProbes probes;
  private List<Probes.Seen> looked = List.of();

  /**
   * Starts the environments of a visit.
   *
   * @param visit which of the environments that are played in turn, from 0
   */
  AgentLoop(ControlSpec spec, int visit, List<Run> group) {
    this.spec = spec;
    this.visit = visit;
    game = spec.environment().visits().get(visit);
    runs = group.size();
    places = spec.environment().environments();
    long[] ofRuns = group.stream().mapToLong(Run::seed).toArray();
    seeds = VisitSeeds.of(ofRuns, visit);
    environments = new Environments(game, ofRuns, places, visit);
    long updates = spec.agent().updates(spec.visitSteps(), places);
    rates = new Rates(group, spec.optimizer().schedule(), Math.max(1, updates));
    state = new LoopState(runs, places);
  }

  /**
   * Creates agents that have seen nothing.
   *
   * @param visit which of the environments that are played in turn, from 0
   */
  static AgentLoop of(ControlSpec spec, int visit, List<Run> runs, Torch torch) {
    return switch (spec.agent()) {
      case Dqn dqn -> new ReplayLoop(spec, dqn, visit, runs, torch);
      case Ppo ppo -> new RolloutLoop(spec, ppo, visit, runs, torch);
    };
  }

  /** Takes one step in each environment, with the updates that are due by then. */
  final void sweep() {
    looked = List.of();
    advance();
  }

  /** Carries out a sweep. */
  abstract void advance();

  /** Returns what stands on the device. */
  abstract DeviceAgents agents();

  /** Returns the state on the host of what agents learn from. */
  abstract byte[] saveMemory();

  /** Goes on from what {@link #saveMemory} returned. */
  abstract void restoreMemory(byte[] saved);

  /**
   * Begins to look into networks, where that is asked for.
   *
   * @param calls how many networks a look calls
   * @param learning the kernels that agents call beside their network where they learn
   */
  final void openProbes(int calls, List<Kernel> learning) {
    probes =
        AgentProbes.of(
            spec, visit, seeds, calls, rates, agents().network(), learning, agents().torch);
  }

  /**
   * Looks into networks where a point of a look lies in steps of the visit.
   *
   * @param from steps before them
   * @param now steps at their end
   * @param samples of a run, among which is drawn
   * @param learned what is looked at: the program's arguments before rows and seeds
   */
  final void look(
      long from,
      long now,
      int samples,
      AgentProbes.Rows rows,
      Function<NDManager, Program.Arguments> learned) {
    if (probes != null && probes.isDue(from, now)) {
      looked = probes.look(now, state.updates(), samples, rows, learned);
    }
  }

  /** Returns what probes saw in the last sweep; empty where none looked. */
  final List<Probes.Seen> looked() {
    return looked;
  }

  /** Returns the probability of a random action in the last sweep; NaN of agents without one. */
  abstract double exploration();

  /** Returns the place of a row {@code [E, R]} among the environments. */
  final int place(int row) {
    return row % runs * places + row / runs;
  }

  /** Steps the environment of a row, and counts the episode that this ends. */
  final void play(int row) {
    int place = place(row);
    environments.step(place, (int) state.actions[row]);
    if (environments.ended(place)) {
      state.episodes.add(
          row % runs, (double) environments.returned(place), environments.length(place));
    }
  }

  /** Returns the reward of the last step at a place that agents learn from. */
  final double gained(int place) {
    return spec.environment().learned(environments.reward(place));
  }

  /**
   * Returns the greedy actions {@code [R]} for given observations: nothing is drawn, and networks
   * are in evaluation form and without noise. Nothing of the training changes.
   *
   * @param seen observations, a row a run
   */
  final long[] greedy(SeenRows seen) {
    return agents().greedy(seen);
  }

  /** Returns the steps that the environments of each run have taken in this visit. */
  final long steps() {
    return state.steps();
  }

  /** Returns the updates of each run in this visit. */
  final long updates() {
    return state.updates();
  }

  /**
   * Returns the losses of the updates of the last sweep, {@code [K, R]}; empty where it had none.
   */
  final float[] losses() {
    return state.losses();
  }

  /** Returns the gradient norms of the last update, {@code [R]}; empty before the first. */
  final float[] gradientNorms() {
    return state.norms();
  }

  /** Returns the learning rate of a run's last update. */
  final double learningRate(int run) {
    return rates.learningRate(run, Math.max(0, state.updates() - 1));
  }

  /** Tells whether a run has diverged: its loss was not finite, and it is trained no further. */
  final boolean isLost(int run) {
    return state.isLost(run);
  }

  /** Returns the episodes of a run that have ended since this was last asked. */
  final Episodes.Window takeEpisodes(int run) {
    return state.episodes.take(run);
  }

  /** Returns every tensor that sweeps change, by name. */
  final Map<String, NDArray> tensors() {
    return agents().tensors();
  }

  /**
   * Describes what is kept where the environment changes.
   *
   * @param lost runs that have diverged, {@code [R]}
   * @param learned weights, states and initial weights in their order; empty where they are drawn
   *     anew
   */
  record Kept(boolean[] lost, NDList learned) {}

  /** Returns copies of what is kept where the environment changes; they belong to {@code scope}. */
  final Kept keep(NDManager scope) {
    return new Kept(state.lost(), agents().keep(scope));
  }

  /** Goes on with what another visit has kept. */
  final void follow(Kept kept) {
    state.follow(kept.lost());
    if (!kept.learned().isEmpty()) {
      agents().follow(kept.learned());
    }
  }

  /** Returns copies of {@link #tensors} in their order. */
  final NDList snapshot(NDManager scope) {
    return agents().snapshot(scope);
  }

  /** Returns all beside the tensors that {@link #restore} needs. */
  final List<byte[]> save() {
    return List.of(state.save(), environments.save(), saveMemory());
  }

  /** Goes on from what {@link #save} and {@link #snapshot} returned at one time. */
  final void restore(List<byte[]> saved, List<NDArray> tensors) {
    state.restore(saved.get(0));
    environments.restore(saved.get(1));
    restoreMemory(saved.get(2));
    agents().restore(tensors);
  }

  @Override
  public void close() {
    if (probes != null) {
      probes.close();
    }
    agents().close();
  }
}
