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
import org.normlab.control.kernel.SeenKernels;
import org.normlab.environment.GameSettings;
import org.normlab.net.Network;
import org.normlab.torch.Kernel;
import org.normlab.torch.Torch;
import org.normlab.torch.Variable;
import org.normlab.torch.program.Program;
import org.normlab.train.ControlSpec;
import org.normlab.train.device.FusedTensors;
import org.normlab.train.device.Rates;
import org.normlab.train.step.AgentText;
import org.normlab.train.step.PlasticityText;
import org.normlab.train.step.UpdateText;

/**
 * Agents of several runs on the device: their networks, target networks, moments and replay, and
 * the program that moves them.
 */
final class FusedAgents implements AutoCloseable {
  private final Dqn agent;
  private final GameSettings game;
  private final Torch torch;
  private final Network network;
  private final Program program;
  private final FusedTensors tensors;
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
    this.agent = agent;
    this.game = game;
    this.torch = torch;
    network = spec.network(seeds.length);
    tensors =
        new FusedTensors(
            network, Arrays.stream(seeds).boxed().toList(), spec.optimizer(), false, false, torch);
    for (Variable variable :
        Stream.concat(network.parameters().stream(), network.states().stream()).toList()) {
      target.put(AgentLoop.TARGET + variable.name(), torch.zerosLike(variable, seeds.length));
    }
    if (network.states().isEmpty()) {
      target.put(
          AgentLoop.TARGET + FusedTensors.NO_STATE,
          torch.floats(new float[seeds.length], seeds.length));
    }
    fillRing(slots, size);
    program = compile(spec, rates.uniform(), slots);
    start();
  }

  private void fillRing(int slots, int size) {
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

  /** Returns the network of all runs. */
  Network network() {
    return network;
  }

  /**
   * Returns the kernels that agents call beside their network where they learn.
   *
   * @param slots of the replay of a run
   */
  List<Kernel> learning(int slots) {
    return AgentText.learning(agent, game.actionNumbers().size(), slots, unpacked());
  }

  /** Returns networks, target networks and replay as arguments p, s, t and r of a program. */
  Program.Arguments learned() {
    return tensors
        .forward()
        .list("t", List.copyOf(target.values()))
        .list("r", List.copyOf(ring.values()));
  }

  private Kernel unpacked() {
    return game.environment().isGrid()
        ? SeenKernels.ofBits(game.channels())
        : SeenKernels.ofNumbers();
  }

  private Program compile(ControlSpec spec, boolean uniform, int slots) {
    PlasticityText plasticity =
        new PlasticityText(
            network, spec.optimizer().plasticity(), spec.optimizer().moments(), null);
    UpdateText update = new UpdateText(network, spec.optimizer(), uniform, false, plasticity);
    return torch.compile(
        "agent-%d-runs".formatted(network.replicas()),
        AgentText.methods(),
        AgentText.kernels(
            update, agent, game.actionNumbers().size(), slots, unpacked(), torch.isHost()));
  }

  private void start() {
    try (NDManager scope = torch.scope()) {
      program.call(scope, "start", tensors.forward().list("t", List.copyOf(target.values())));
      Program.Arguments first = tensors.first();
      if (first != null) {
        program.call(scope, "restore", first);
      }
    }
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
      all.list("t", List.copyOf(target.values()))
          .list("r", List.copyOf(ring.values()))
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

  /** Returns the best actions {@code [R]} on a row a run; nothing is written. */
  long[] greedy(SeenRows seen) {
    try (NDManager scope = torch.scope()) {
      Program.Arguments all = tensors.forward().tensor(seen.toArray(scope));
      return program.call(scope, "greedy", all).get(0).toLongArray();
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

  /** Every tensor that sweeps change, by name. */
  Map<String, NDArray> tensors() {
    Map<String, NDArray> all = new LinkedHashMap<>(tensors.all());
    all.putAll(target);
    all.putAll(ring);
    return all;
  }

  /** Returns copies of weights, states and initial weights; they belong to {@code scope}. */
  NDList keep(NDManager scope) {
    return program.call(
        scope, "snapshot", new Program.Arguments().list("t", List.copyOf(tensors.kept().values())));
  }

  /** Takes over what {@link #keep} returned, and makes the target network a copy. */
  void follow(List<NDArray> kept) {
    try (NDManager scope = torch.scope()) {
      overwrite(List.copyOf(tensors.kept().values()), kept, scope);
      overwrite(List.copyOf(target.values()), kept.subList(0, target.size()), scope);
    }
  }

  /** Copies of {@link #tensors} in their order; they belong to {@code scope}. */
  NDList snapshot(NDManager scope) {
    Map<String, NDArray> all = tensors();
    NDList copies =
        program.call(
            scope, "snapshot", new Program.Arguments().list("t", List.copyOf(all.values())));
    int next = 0;
    for (String name : all.keySet()) {
      copies.get(next++).setName(name);
    }
    return copies;
  }

  /** Overwrites {@link #tensors} by arrays in their order. */
  void restore(List<NDArray> ordered, NDManager scope) {
    overwrite(List.copyOf(tensors().values()), ordered, scope);
  }

  private void overwrite(List<NDArray> to, List<NDArray> values, NDManager scope) {
    program.call(scope, "restore", new Program.Arguments().list("t", to).list("v", values));
  }

  @Override
  public void close() {
    tensors.close();
    target.values().forEach(NDArray::close);
    ring.values().forEach(NDArray::close);
    program.close();
  }
}
