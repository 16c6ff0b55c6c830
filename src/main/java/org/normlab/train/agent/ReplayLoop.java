package org.normlab.train.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.control.Dqn;
import org.normlab.control.Ring;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Run;

/** Plays one visit to an environment and learns from a replay. */
final class ReplayLoop extends AgentLoop {
  private final Dqn agent;
  private final Ring ring;
  private final Sweep sweep;
  private final ActionDraws draws;
  private final UpdateDraws updateDraws;
  private final FusedAgents agents;

  /**
   * Creates agents that have seen nothing.
   *
   * @param visit which of the environments that are played in turn, from 0
   */
  ReplayLoop(ControlSpec spec, Dqn agent, int visit, List<Run> group, Torch torch) {
    super(spec, visit, group);
    this.agent = agent;
    ring = new Ring(runs, places, agent, game.stepLimit());
    sweep = new Sweep(runs, places, environments, game.environment().isGrid());
    draws = new ActionDraws(seeds, places, game.actionNumbers().size());
    updateDraws = new UpdateDraws(seeds, agent, ring, rates);
    int size = environments.observations().size();
    agents = new FusedAgents(spec, agent, game, seeds, rates, ring.slotsOfRun(), size, torch);
    openProbes(UpdateDraws.CALLS.size(), agents.learning());
  }

  @Override
  DeviceAgents agents() {
    return agents;
  }

  @Override
  double exploration() {
    return agent.exploration(steps());
  }

  @Override
  void advance() {
    Map<Integer, Integer> cut = new LinkedHashMap<>();
    if (state.sweeps > 0) {
      step(cut);
      sweep.complete(ring);
    }
    ring.begin();
    sweep.see(environments, ring);
    cut.forEach((place, slot) -> sweep.seeLast(environments, place, slot));
    state.sweeps++;
    FusedAgents.Updates due = due();
    long[] random = draws.at(state.sweeps, exploration());
    long[] acting = draws.ofNetworks(state.sweeps);
    FusedAgents.Acted acted = agents.sweep(sweep, due, random, acting, isCopyDue(), state.frozen());
    state.actions = acted.actions();
    state.learned(due.count(), acted.losses(), acted.norms());
    if (state.updates() > 0) {
      look(steps() - places, steps(), ring.drawable(), ring::slotOf, _ -> agents.learned());
    }
  }

  /** Steps all environments; places with truncated episodes and their slots are put into cut. */
  private void step(Map<Integer, Integer> cut) {
    for (int row = 0; row < state.actions.length; row++) {
      int run = row % runs;
      if (state.isLost(run)) {
        continue;
      }
      play(row);
      int place = place(row);
      int slot =
          ring.record(
              run,
              row / runs,
              (int) state.actions[row],
              gained(place),
              environments.terminated(place),
              environments.truncated(place));
      if (slot >= 0) {
        cut.put(place, slot);
      }
    }
  }

  private FusedAgents.Updates due() {
    long due = ring.drawable() == 0 ? 0 : agent.updates(steps()) - state.updates();
    return updateDraws.of(state.updates(), (int) due);
  }

  /** A copy is due when the steps pass a multiple of what lies between two. */
  private boolean isCopyDue() {
    int every = agent.targetEvery();
    return steps() / every > Math.max(0, steps() - places) / every;
  }

  @Override
  byte[] saveMemory() {
    return ring.save();
  }

  @Override
  void restoreMemory(byte[] saved) {
    ring.restore(saved);
  }
}
