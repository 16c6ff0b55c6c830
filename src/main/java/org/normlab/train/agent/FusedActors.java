package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.control.Ppo;
import org.normlab.environment.GameSettings;
import org.normlab.torch.Kernel;
import org.normlab.torch.Torch;
import org.normlab.torch.program.Program;
import org.normlab.train.ControlSpec;
import org.normlab.train.device.Rates;
import org.normlab.train.step.RolloutText;

/** Holds agents that learn from what they have just played, with their rollout. */
final class FusedActors extends DeviceAgents {
  private final Ppo agent;
  private final GameSettings game;
  private final Map<String, NDArray> played = new LinkedHashMap<>();

  /**
   * Creates agents at their start.
   *
   * @param seeds {@code [R]}, of the first weights
   * @param size of an observation, bytes or numbers
   */
  FusedActors(
      ControlSpec spec,
      Ppo agent,
      GameSettings game,
      long[] seeds,
      Rates rates,
      int size,
      Torch torch) {
    super(
        spec,
        seeds,
        rates,
        torch,
        "rollout",
        RolloutText.methods(),
        update -> RolloutText.kernels(update, agent, unpacked(game), torch.isHost()));
    this.agent = agent;
    this.game = game;
    int steps = agent.rollout();
    int rows = spec.environment().environments() * seeds.length;
    DataType seen = game.environment().isGrid() ? DataType.UINT8 : DataType.FLOAT32;
    int outputs = spec.samples().classes();
    played.put(AgentLoop.ROLLOUT + "seen", torch.zeros(seen, steps, rows, size));
    played.put(AgentLoop.ROLLOUT + "output", torch.zeros(DataType.FLOAT32, steps, rows, outputs));
    played.put(AgentLoop.ROLLOUT + "action", torch.zeros(DataType.INT64, steps, rows));
    played.put(AgentLoop.ROLLOUT + "last", torch.zeros(DataType.FLOAT32, steps, rows));
    start(tensors.forward());
  }

  /** Returns the kernels that agents call beside their network where they learn. */
  List<Kernel> learning() {
    return RolloutText.learning(agent, unpacked(game));
  }

  /**
   * Describes the updates of a rollout.
   *
   * @param index which rows among those of all steps, {@code [K, B, R]}
   * @param rates {@code [K, 5, R]}
   * @param seeds {@code [K, R]}
   */
  record Updates(int count, long[] index, double[] rates, long[] seeds) {}

  /**
   * Describes what updates answered.
   *
   * @param losses {@code [K, R]}
   * @param norms of the last update's gradients, {@code [R]}
   */
  record Learned(float[] losses, float[] norms) {}

  /**
   * Acts.
   *
   * @param seen what is seen now, {@code [E, R]}
   * @param lasts in what episodes were truncated in the step before; zeros elsewhere
   * @param cut whether there was one
   * @param uniform numbers in [0, 1) by which actions are drawn, {@code [E, R]}
   * @param at which step of the rollout
   * @return actions {@code [E, R]}
   */
  long[] act(SeenRows seen, SeenRows lasts, boolean cut, double[] uniform, int at) {
    try (NDManager scope = torch.scope()) {
      Program.Arguments all =
          playing(tensors.forward(), seen, lasts, cut, scope)
              .tensor(scope.create(uniform))
              .tensor(torch.hostLongs(scope, new long[] {at}, 1));
      return program.call(scope, "act", all).head().toLongArray();
    }
  }

  /**
   * Returns networks and a rollout as arguments of a program that is to learn from it: p, s, what
   * was played, what its last step led to, rewards and ends.
   *
   * @param seen what its last step led to, {@code [E, R]}
   */
  Program.Arguments learned(
      SeenRows seen, SeenRows lasts, boolean cut, Rollout rollout, NDManager scope) {
    return rewarded(playing(tensors.forward(), seen, lasts, cut, scope), rollout, scope);
  }

  private static Program.Arguments rewarded(
      Program.Arguments of, Rollout rollout, NDManager scope) {
    return of.tensor(rollout.reward(scope))
        .tensor(rollout.terminated(scope))
        .tensor(rollout.truncated(scope));
  }

  private Program.Arguments playing(
      Program.Arguments of, SeenRows seen, SeenRows lasts, boolean cut, NDManager scope) {
    return of.list("r", List.copyOf(played.values()))
        .tensor(seen.toArray(scope))
        .tensor(cut ? lasts.toArray(scope) : scope.zeros(new Shape(0)));
  }

  /**
   * Makes all updates of a rollout.
   *
   * @param seen what its last step led to, {@code [E, R]}
   * @param frozen runs that stay as they are
   */
  Learned learn(
      SeenRows seen, SeenRows lasts, boolean cut, Rollout rollout, Updates updates, long[] frozen) {
    int count = updates.count();
    int width = network.replicas();
    try (NDManager scope = torch.scope()) {
      Program.Arguments all =
          rewarded(playing(tensors.trained(), seen, lasts, cut, scope), rollout, scope)
              .tensor(
                  scope.create(updates.index(), new Shape(count, updates.index().length / count)))
              .tensor(torch.hostDoubles(scope, updates.rates(), count, Rates.ROWS, width))
              .tensor(torch.hostLongs(scope, updates.seeds(), count, width))
              .tensor(scope.create(frozen))
              .tensor(scope.zeros(new Shape(0)));
      NDList answer = program.call(scope, "learn", all);
      return new Learned(answer.get(0).toFloatArray(), answer.get(1).toFloatArray());
    }
  }

  @Override
  Map<String, NDArray> memory() {
    return played;
  }
}
