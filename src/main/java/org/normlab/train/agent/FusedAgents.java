package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.normlab.control.Dqn;
import org.normlab.control.kernel.ReplayKernels;
import org.normlab.environment.GameSettings;
import org.normlab.torch.Kernel;
import org.normlab.torch.Torch;
import org.normlab.torch.Variable;
import org.normlab.torch.program.Program;
import org.normlab.train.ControlSpec;
import org.normlab.train.device.FusedTensors;
import org.normlab.train.device.Rates;
import org.normlab.train.step.AgentText;

/** Holds agents that learn from a replay, with their target networks. */
final class FusedAgents extends DeviceAgents {
  private final Dqn agent;
  private final GameSettings game;
  private final int slots;
  private final Map<String, NDArray> target = new LinkedHashMap<>();
  private final Map<String, NDArray> ring = new LinkedHashMap<>();

  /**
   * Creates agents at their start.
   *
   * @param seeds {@code [R]}, of the first weights
   * @param slots of the replay of a run
   * @param size of an observation, bytes or numbers
   */
  FusedAgents(
      ControlSpec spec,
      Dqn agent,
      GameSettings game,
      long[] seeds,
      Rates rates,
      int slots,
      int size,
      Torch torch) {
    super(
        spec,
        seeds,
        rates,
        torch,
        "agent",
        AgentText.methods(),
        update ->
            AgentText.kernels(
                update, agent, game.actionNumbers().size(), slots, unpacked(game), torch.isHost()));
    this.agent = agent;
    this.game = game;
    this.slots = slots;
    for (Variable variable :
        Stream.concat(network.parameters().stream(), network.states().stream()).toList()) {
      target.put(AgentLoop.TARGET + variable.name(), torch.zerosLike(variable, seeds.length));
    }
    if (network.states().isEmpty()) {
      target.put(
          AgentLoop.TARGET + FusedTensors.NO_STATE,
          torch.floats(new float[seeds.length], seeds.length));
    }
    fillRing(size);
    start(tensors.forward().list("t", List.copyOf(target.values())));
  }

  private void fillRing(int size) {
    boolean grid = game.environment().isGrid();
    int runs = network.replicas();
    long all = (long) runs * slots;
    ring.put(
        AgentLoop.REPLAY + "seen",
        torch.zeros(grid ? DataType.UINT8 : DataType.FLOAT32, all, size));
    ring.put(AgentLoop.REPLAY + "gained", torch.zeros(DataType.FLOAT32, all, 2));
    ring.put(AgentLoop.REPLAY + "followed", torch.zeros(DataType.INT64, all, 2));
    if (agent.prioritized() != null) {
      int width = ReplayKernels.blockWidth(slots);
      int blocks = (slots + width - 1) / width;
      float[] first = new float[runs];
      Arrays.fill(first, 1);
      ring.put(AgentLoop.REPLAY + "priorities", torch.zeros(DataType.FLOAT32, runs, blocks, width));
      ring.put(AgentLoop.REPLAY + "largestPriority", torch.floats(first, runs));
    }
  }

  /** Returns the kernels that agents call beside their network where they learn. */
  List<Kernel> learning() {
    return AgentText.learning(agent, game.actionNumbers().size(), slots, unpacked(game));
  }

  /** Returns networks, target networks and replay as arguments p, s, t and r of a program. */
  Program.Arguments learned() {
    return remembered(tensors.forward());
  }

  private Program.Arguments remembered(Program.Arguments of) {
    return of.list("t", List.copyOf(target.values())).list("r", List.copyOf(ring.values()));
  }

  /**
   * Describes the updates of a sweep.
   *
   * @param index which transitions, {@code [K, B, R]}; of a replay by priorities one number each
   * @param draws {@code [K, B, R]} for such a replay; one number each otherwise
   * @param importance {@code [K, 2]}: how many may be drawn, and the exponent of weights
   * @param rates {@code [K, 5, R]}
   * @param seeds of the networks that learn, choose actions and are the target, {@code [K, 3, R]}
   */
  record Updates(
      int count, long[] index, double[] draws, double[] importance, double[] rates, long[] seeds) {}

  /**
   * Describes what a sweep answered.
   *
   * @param actions {@code [E, R]}
   * @param losses {@code [K, R]}
   * @param norms of the last update's gradients, {@code [R]}
   */
  record Acted(long[] actions, float[] losses, float[] norms) {}

  /**
   * Writes what was seen, learns and acts.
   *
   * @param random {@code [E, R]} actions that were drawn, −1 for the best
   * @param acting seeds of the network that acts, {@code [R]}
   * @param copied whether the target network becomes a copy
   */
  Acted sweep(
      Sweep sweep, Updates updates, long[] random, long[] acting, boolean copied, long[] frozen) {
    try (NDManager scope = torch.scope()) {
      boolean learns = updates.count() > 0;
      Program.Arguments all = learns ? tensors.trained() : tensors.forward();
      remembered(all)
          .tensor(sweep.seen(scope))
          .tensor(sweep.slots(scope))
          .tensor(sweep.gained(scope))
          .tensor(sweep.followed(scope))
          .tensor(sweep.done(scope));
      if (learns) {
        learning(all, updates, frozen, scope);
      }
      all.tensor(scope.create(random))
          .tensor(torch.hostLongs(scope, acting, acting.length))
          .tensor(torch.hostLongs(scope, new long[] {copied ? 1 : 0}, 1));
      NDList answer = program.call(scope, learns ? "sweep" : "play", all);
      return learns
          ? new Acted(
              answer.get(0).toLongArray(),
              answer.get(1).toFloatArray(),
              answer.get(2).toFloatArray())
          : new Acted(answer.get(0).toLongArray(), new float[0], new float[0]);
    }
  }

  private void learning(Program.Arguments all, Updates updates, long[] frozen, NDManager scope) {
    int count = updates.count();
    int width = network.replicas();
    all.tensor(scope.create(updates.index(), new Shape(count, updates.index().length / count)))
        .tensor(draws(updates, scope))
        .tensor(torch.hostDoubles(scope, updates.importance(), count, 2))
        .tensor(torch.hostDoubles(scope, updates.rates(), count, Rates.ROWS, width))
        .tensor(torch.hostLongs(scope, updates.seeds(), count, 3, width))
        .tensor(scope.create(frozen))
        .tensor(scope.zeros(new Shape(0)));
  }

  private NDArray draws(Updates updates, NDManager scope) {
    int count = updates.count();
    int width = network.replicas();
    Shape shape =
        agent.prioritized() == null
            ? new Shape(count)
            : new Shape(count, updates.draws().length / count / width, width);
    return scope.create(updates.draws(), shape);
  }

  @Override
  Map<String, NDArray> memory() {
    Map<String, NDArray> memory = new LinkedHashMap<>(target);
    memory.putAll(ring);
    return memory;
  }

  /** Makes the target networks a copy, too. */
  @Override
  void follow(List<NDArray> kept) {
    super.follow(kept);
    overwrite(target.values(), kept.subList(0, target.size()));
  }
}
