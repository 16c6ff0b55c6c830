package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.control.Dqn;
import org.normlab.control.Ring;
import org.normlab.environment.Environments;
import org.normlab.environment.GameSettings;
import org.normlab.environment.VisitSeeds;
import org.normlab.torch.Kernel;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Run;
import org.normlab.train.device.Probes;
import org.normlab.train.device.Rates;

/** Plays one visit to an environment and learns from a replay. */
final class ReplayLoop implements AgentLoop {
  private final ControlSpec spec;
  private final Dqn agent;
  private final Torch torch;
  private final int runs;
  private final int places;
  private final Environments environments;
  private final LoopState state;
  private final Ring ring;
  private final Sweep sweep;
  private final Rates rates;
  private final ActionDraws draws;
  private final UpdateDraws updateDraws;
  private final FusedAgents agents;
  private final @Nullable AgentProbes probes;
  private List<Probes.Seen> looked = List.of();

  /**
   * Creates agents that have seen nothing.
   *
   * @param visit which of the environments that are played in turn, from 0
   */
  ReplayLoop(ControlSpec spec, Dqn agent, int visit, List<Run> group, Torch torch) {
    this.spec = spec;
    this.agent = agent;
    this.torch = torch;
    GameSettings game = spec.environment().visits().get(visit);
    runs = group.size();
    places = spec.environment().environments();
    long[] seeds = group.stream().mapToLong(Run::seed).toArray();
    long[] ofVisit = VisitSeeds.of(seeds, visit);
    environments = new Environments(game, seeds, places, visit);
    ring = new Ring(runs, places, agent, game.stepLimit());
    sweep = new Sweep(runs, places, environments, game.environment().isGrid());
    draws = new ActionDraws(ofVisit, places, game.actionNumbers().size());
    rates =
        new Rates(
            group, spec.optimizer().schedule(), Math.max(1, agent.updates(spec.visitSteps())));
    updateDraws = new UpdateDraws(ofVisit, agent, ring, rates);
    agents =
        new FusedAgents(
            spec,
            agent,
            game,
            ofVisit,
            rates,
            ring.slotsOfRun(),
            environments.observations().size(),
            torch);
    List<Kernel> learning = agents.learning(ring.slotsOfRun());
    probes =
        AgentProbes.of(
            spec,
            visit,
            ofVisit,
            UpdateDraws.CALLS.size(),
            rates,
            agents.network(),
            learning,
            torch);
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
    return agent.exploration(steps());
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
    long[] random = draws.at(state.sweeps, agent.exploration(steps()));
    long[] acting = draws.ofNetworks(state.sweeps);
    FusedAgents.Acted acted = agents.sweep(sweep, due, random, acting, isCopyDue(), state.frozen());
    state.actions = acted.actions();
    state.learned(due.count(), acted.losses(), acted.norms());
    look();
  }

  /** Looks into the networks if that is due, at the transitions that may now be drawn. */
  private void look() {
    looked =
        probes != null && state.updates() > 0 && probes.isDue(steps() - places, steps())
            ? probes.look(
                steps(), state.updates(), ring.drawable(), ring::slotOf, _ -> agents.learned())
            : List.of();
  }

  @Override
  public List<Probes.Seen> looked() {
    return looked;
  }

  @Override
  public long[] greedy(SeenRows seen) {
    return agents.greedy(seen);
  }

  /** Steps all environments; places with truncated episodes and their slots are put into cut. */
  private void step(Map<Integer, Integer> cut) {
    for (int i = 0; i < state.actions.length; i++) {
      int run = i % runs;
      if (state.isLost(run)) {
        continue;
      }
      int place = run * places + i / runs;
      environments.step(place, (int) state.actions[i]);
      int slot =
          ring.record(
              run,
              i / runs,
              (int) state.actions[i],
              spec.environment().learned(environments.reward(place)),
              environments.terminated(place),
              environments.truncated(place));
      if (slot >= 0) {
        cut.put(place, slot);
      }
      if (environments.ended(place)) {
        state.episodes.add(run, (double) environments.returned(place), environments.length(place));
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
  public Map<String, NDArray> tensors() {
    return agents.tensors();
  }

  @Override
  public Kept keep(NDManager scope) {
    return new Kept(state.lost(), agents.keep(scope));
  }

  @Override
  public void follow(Kept kept) {
    state.follow(kept.lost());
    if (!kept.learned().isEmpty()) {
      agents.follow(kept.learned());
    }
  }

  @Override
  public NDList snapshot(NDManager scope) {
    return agents.snapshot(scope);
  }

  @Override
  public List<byte[]> save() {
    return List.of(state.save(), environments.save(), ring.save());
  }

  @Override
  public void restore(List<byte[]> saved, List<NDArray> tensors) {
    state.restore(saved.get(0));
    environments.restore(saved.get(1));
    ring.restore(saved.get(2));
    try (NDManager scope = torch.scope()) {
      agents.restore(tensors, scope);
    }
  }

  @Override
  public void close() {
    if (probes != null) {
      probes.close();
    }
    agents.close();
  }
}
