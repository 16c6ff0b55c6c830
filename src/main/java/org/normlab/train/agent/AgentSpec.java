package org.normlab.train.agent;

import java.util.List;
import org.normlab.control.Dqn;
import org.normlab.environment.EnvironmentSpec;
import org.normlab.environment.GameSettings;
import org.normlab.net.Architecture;
import org.normlab.net.Network;
import org.normlab.net.layer.Duel;
import org.normlab.net.layer.Samples;
import org.normlab.norm.Normalization;
import org.normlab.optim.Optimizer;
import org.normlab.torch.Precision;
import org.normlab.train.Run;

/**
 * Describes what is trained where an agent acts in one environment.
 *
 * @param steps of the environments of each run, in all
 */
public record AgentSpec(
    EnvironmentSpec environment,
    Dqn agent,
    Architecture architecture,
    Normalization normalization,
    Optimizer optimizer,
    Precision precision,
    List<Run> runs,
    long steps) {

  /** Returns the environment as it is played. */
  public GameSettings game() {
    return environment.visits().getFirst();
  }

  public int environments() {
    return environment.environments();
  }

  /** Returns how many actions the agent has. */
  public int actions() {
    return game().actionNumbers().size();
  }

  /** Returns the seeds of the runs. */
  public long[] seeds() {
    return runs.stream().mapToLong(Run::seed).toArray();
  }

  /** Returns the network of all runs. */
  public Network network() {
    GameSettings game = game();
    List<Integer> shape =
        game.environment().isGrid() ? List.of(game.channels(), 10, 10) : List.of(game.channels());
    int atoms = agent.outputsPerAction();
    Duel duel = agent.dueling() ? new Duel(actions(), atoms) : null;
    Samples samples = new Samples(shape, actions() * atoms, false, duel);
    boolean notesUnits = optimizer.plasticity().redo() != null;
    return Network.of(
        architecture, normalization, samples, runs.size(), null, precision, notesUnits);
  }
}
