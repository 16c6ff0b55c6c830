package org.normlab.train.agent;

import java.util.List;
import org.normlab.control.Ppo;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Run;

/**
 * Plays one visit to an environment by a policy, and learns from each rollout once it is complete:
 * all of its updates are due in the sweep that ends it.
 */
final class RolloutLoop extends AgentLoop {
  private final Ppo agent;
  private final Rollout rollout;
  private final SeenRows seen;
  private final SeenRows lasts;
  private final ActionDraws actionDraws;
  private final MinibatchDraws minibatchDraws;
  private final FusedActors actors;
  private boolean cut;

  /**
   * Creates agents that have seen nothing.
   *
   * @param visit which of the environments that are played in turn, from 0
   */
  RolloutLoop(ControlSpec spec, Ppo agent, int visit, List<Run> group, Torch torch) {
    super(spec, visit, group);
    this.agent = agent;
    rollout = new Rollout(agent.rollout(), runs * places);
    boolean grid = game.environment().isGrid();
    int size = environments.observations().size();
    seen = new SeenRows(runs * places, size, grid);
    lasts = new SeenRows(runs * places, size, grid);
    lasts.zero(runs * places);
    actionDraws = new ActionDraws(seeds, places, game.actionNumbers().size());
    minibatchDraws = new MinibatchDraws(seeds, agent, agent.rollout() * places, rates);
    actors = new FusedActors(spec, agent, game, seeds, rates, size, torch);
    openProbes(1, actors.learning());
  }

  @Override
  DeviceAgents agents() {
    return actors;
  }

  @Override
  double exploration() {
    return Double.NaN;
  }

  @Override
  void advance() {
    forgetLasts();
    state.forgetLosses();
    if (state.sweeps > 0) {
      step((int) ((state.sweeps - 1) % agent.rollout()));
    }
    see();
    int at = (int) (state.sweeps % agent.rollout());
    if (state.sweeps > 0 && at == 0) {
      look();
      learn();
      forgetLasts();
    }
    state.sweeps++;
    state.actions = actors.act(seen, lasts, cut, actionDraws.uniform(state.sweeps), at);
  }

  private void forgetLasts() {
    if (cut) {
      lasts.zero(state.actions.length);
      cut = false;
    }
  }

  /** Steps the environments of all runs that go on. */
  private void step(int at) {
    for (int row = 0; row < state.actions.length; row++) {
      if (!state.isLost(row % runs)) {
        play(row);
        record(at, row, place(row));
      }
    }
  }

  private void record(int at, int row, int place) {
    boolean truncated = environments.truncated(place);
    rollout.record(at, row, gained(place), environments.terminated(place), truncated);
    if (truncated) {
      lasts.setLast(environments, place, row);
      cut = true;
    }
  }

  private void see() {
    seen.clear();
    for (int row = 0; row < state.actions.length; row++) {
      seen.add(environments, place(row));
    }
  }

  /** Looks into the networks before they learn from a rollout. */
  private void look() {
    int samples = agent.rollout() * places;
    long now = state.sweeps * places;
    look(
        now - samples,
        now,
        samples,
        (run, one) -> (long) one * runs + run,
        scope -> actors.learned(seen, lasts, cut, rollout, scope));
  }

  private void learn() {
    FusedActors.Updates due = minibatchDraws.of(state.updates());
    FusedActors.Learned learned = actors.learn(seen, lasts, cut, rollout, due, state.frozen());
    state.learned(due.count(), learned.losses(), learned.norms());
  }

  @Override
  byte[] saveMemory() {
    return rollout.save();
  }

  @Override
  void restoreMemory(byte[] saved) {
    rollout.restore(saved);
  }
}
