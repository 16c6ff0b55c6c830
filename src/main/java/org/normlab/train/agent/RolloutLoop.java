package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.control.Ppo;
import org.normlab.environment.Environments;
import org.normlab.environment.GameSettings;
import org.normlab.environment.VisitSeeds;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Run;
import org.normlab.train.device.Probes;
import org.normlab.train.device.Rates;

/**
 * Plays one visit to an environment by a policy, and learns from each rollout once it is complete:
 * all of its updates are due in the sweep that ends it.
 */
final class RolloutLoop implements AgentLoop {
  private final ControlSpec spec;
  private final Ppo agent;
  private final int runs;
  private final int places;
  private final Environments environments;
  private final LoopState state;
  private final Rollout rollout;
  private final SeenRows seen;
  private final SeenRows lasts;
  private final Rates rates;
  private final ActionDraws actionDraws;
  private final MinibatchDraws minibatchDraws;
  private final FusedActors actors;
  private final @Nullable AgentProbes probes;
  private boolean cut;
  private List<Probes.Seen> looked = List.of();

  /**
   * Creates agents that have seen nothing.
   *
   * @param visit which of the environments that are played in turn, from 0
   */
  RolloutLoop(ControlSpec spec, Ppo agent, int visit, List<Run> group, Torch torch) {
    this.spec = spec;
    this.agent = agent;
    GameSettings game = spec.environment().visits().get(visit);
    runs = group.size();
    places = spec.environment().environments();
    long[] seeds = group.stream().mapToLong(Run::seed).toArray();
    long[] ofVisit = VisitSeeds.of(seeds, visit);
    environments = new Environments(game, seeds, places, visit);
    rollout = new Rollout(agent.rollout(), runs * places);
    boolean grid = game.environment().isGrid();
    int size = environments.observations().size();
    seen = new SeenRows(runs * places, size, grid);
    lasts = new SeenRows(runs * places, size, grid);
    lasts.zero(runs * places);
    long all = agent.updates(spec.visitSteps(), places);
    rates = new Rates(group, spec.optimizer().schedule(), Math.max(1, all));
    actionDraws = new ActionDraws(ofVisit, places, game.actionNumbers().size());
    minibatchDraws = new MinibatchDraws(ofVisit, agent, agent.rollout() * places, rates);
    actors = new FusedActors(spec, agent, game, ofVisit, rates, size, torch);
    probes =
        AgentProbes.of(spec, visit, ofVisit, 1, rates, actors.network(), actors.learning(), torch);
    state = new LoopState(runs, places);
  }

  @Override
  public long steps() {
    return state.steps();
  }

  @Override
  public long updates() {
    return state.updates();
  }

  @Override
  public float[] losses() {
    return state.losses();
  }

  @Override
  public float[] gradientNorms() {
    return state.norms();
  }

  @Override
  public double learningRate(int run) {
    return rates.learningRate(run, Math.max(0, state.updates() - 1));
  }

  @Override
  public double exploration() {
    return Double.NaN;
  }

  @Override
  public boolean isLost(int run) {
    return state.isLost(run);
  }

  @Override
  public Episodes.Window takeEpisodes(int run) {
    return state.episodes.take(run);
  }

  @Override
  public void sweep() {
    forgetLasts();
    state.forgetLosses();
    looked = List.of();
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
        step(at, row, row % runs * places + row / runs);
      }
    }
  }

  private void step(int at, int row, int place) {
    environments.step(place, (int) state.actions[row]);
    rollout.record(
        at,
        row,
        spec.environment().learned(environments.reward(place)),
        environments.terminated(place),
        environments.truncated(place));
    if (environments.truncated(place)) {
      lasts.setLast(environments, place, row);
      cut = true;
    }
    if (environments.ended(place)) {
      state.episodes.add(
          row % runs, (double) environments.returned(place), environments.length(place));
    }
  }

  private void see() {
    seen.clear();
    for (int row = 0; row < state.actions.length; row++) {
      seen.add(environments, row % runs * places + row / runs);
    }
  }

  /**
   * Looks into the networks before they learn from a rollout, if there was a point of a look in it.
   */
  private void look() {
    int samples = agent.rollout() * places;
    long now = state.sweeps * places;
    if (probes != null && probes.isDue(now - samples, now)) {
      looked =
          probes.look(
              now,
              state.updates(),
              samples,
              (run, one) -> (long) one * runs + run,
              scope -> actors.learned(seen, lasts, cut, rollout, scope));
    }
  }

  @Override
  public List<Probes.Seen> looked() {
    return looked;
  }

  private void learn() {
    FusedActors.Updates due = minibatchDraws.of(state.updates());
    FusedActors.Learned learned = actors.learn(seen, lasts, cut, rollout, due, state.frozen());
    state.learned(due.count(), learned.losses(), learned.norms());
  }

  @Override
  public long[] greedy(SeenRows rows) {
    return actors.greedy(rows);
  }

  @Override
  public Map<String, NDArray> tensors() {
    return actors.tensors();
  }

  @Override
  public Kept keep(NDManager scope) {
    return new Kept(state.lost(), actors.keep(scope));
  }

  @Override
  public void follow(Kept kept) {
    state.follow(kept.lost());
    if (!kept.learned().isEmpty()) {
      actors.follow(kept.learned());
    }
  }

  @Override
  public NDList snapshot(NDManager scope) {
    return actors.snapshot(scope);
  }

  @Override
  public List<byte[]> save() {
    return List.of(state.save(), environments.save(), rollout.save());
  }

  @Override
  public void restore(List<byte[]> saved, List<NDArray> tensors) {
    state.restore(saved.get(0));
    environments.restore(saved.get(1));
    rollout.restore(saved.get(2));
    actors.restore(tensors);
  }

  @Override
  public void close() {
    if (probes != null) {
      probes.close();
    }
    actors.close();
  }
}
