package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.normlab.control.Dqn;
import org.normlab.control.Ppo;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Run;
import org.normlab.train.device.Probes;

/**
 * Plays one visit to an environment and learns from it: in turn all environments of all runs take a
 * step, and the device is called for the updates that are due and the next actions. Every draw
 * derives from a run's seed, so that a run is the same alone and among others, and after it has
 * been restored.
 */
public sealed interface AgentLoop extends AutoCloseable permits ReplayLoop, RolloutLoop {
  /** Says how the names of a target network's tensors begin. */
  String TARGET = "target.";

  /** Says how the names of a replay's tensors begin. */
  String REPLAY = "replay.";

  /** Says how the names of a rollout's tensors begin. */
  String ROLLOUT = "rollout.";

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
  void sweep();

  /**
   * Returns the best actions {@code [R]} on what the runs see elsewhere: nothing is drawn, networks
   * are in evaluation form and without noise. Neither the replay nor anything else changes.
   *
   * @param seen what is seen now, a row a run
   */
  long[] greedy(SeenRows seen);

  /** Returns the steps that the environments of each run have taken in this visit. */
  long steps();

  /** Returns the updates of each run in this visit. */
  long updates();

  /**
   * Returns the losses of the updates of the last sweep, {@code [K, R]}; empty where it had none.
   */
  float[] losses();

  /** Returns the gradient norms of the last update, {@code [R]}; empty before the first. */
  float[] gradientNorms();

  /** Returns what probes saw in the last sweep; empty where none looked. */
  List<Probes.Seen> looked();

  /** Returns the learning rate of a run's last update. */
  double learningRate(int run);

  /** Returns the probability of a random action in the last sweep; NaN of agents without one. */
  double exploration();

  /** Tells whether a run stands still because its loss was not finite. */
  boolean isLost(int run);

  /** Returns the episodes of a run that have ended since this was last asked. */
  Episodes.Window takeEpisodes(int run);

  /** Returns every tensor that sweeps change, by name. */
  Map<String, NDArray> tensors();

  /**
   * Describes what is kept where the environment changes.
   *
   * @param lost runs that stand still, {@code [R]}
   * @param learned weights, states and initial weights in their order; empty where they are drawn
   *     anew
   */
  record Kept(boolean[] lost, NDList learned) {}

  /** Returns copies of what is kept where the environment changes; they belong to {@code scope}. */
  Kept keep(NDManager scope);

  /** Goes on with what another visit has kept. */
  void follow(Kept kept);

  /** Returns copies of {@link #tensors} in their order. */
  NDList snapshot(NDManager scope);

  /** Returns all beside the tensors that {@link #restore} needs. */
  List<byte[]> save();

  /** Goes on from what {@link #save} and {@link #snapshot} returned at one time. */
  void restore(List<byte[]> saved, List<NDArray> tensors);

  @Override
  void close();
}
