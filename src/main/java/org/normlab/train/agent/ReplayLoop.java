package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
  private final Ring ring;
  private final Sweep sweep;
  private final Rates rates;
  private final ActionDraws draws;
  private final UpdateDraws updateDraws;
  private final FusedAgents agents;
  private final @Nullable AgentProbes probes;
  private final Episodes episodes;
  private final boolean[] lost;
  private long[] actions;
  private long sweeps;
  private long updates;
  private float[] losses = new float[0];
  private float[] norms = new float[0];
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
    episodes = new Episodes(runs);
    lost = new boolean[runs];
    actions = new long[runs * places];
  }

  @Override
  public long steps() {
    return Math.max(0, sweeps - 1) * places;
  }

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public float[] losses() {
    return losses.clone();
  }

  @Override
  public float[] gradientNorms() {
    return norms.clone();
  }

  @Override
  public double learningRate(int run) {
    return rates.learningRate(run, Math.max(0, updates - 1));
  }

  @Override
  public double exploration() {
    return agent.exploration(steps());
  }

  @Override
  public boolean isLost(int run) {
    return lost[run];
  }

  @Override
  public Episodes.Window takeEpisodes(int run) {
    return episodes.take(run);
  }

  @Override
  public void sweep() {
    Map<Integer, Integer> cut = new LinkedHashMap<>();
    if (sweeps > 0) {
      step(cut);
      sweep.complete(ring);
    }
    ring.begin();
    sweep.see(environments, ring);
    cut.forEach((place, slot) -> sweep.seeLast(environments, place, slot));
    sweeps++;
    FusedAgents.Updates due = due();
    long[] random = draws.at(sweeps, agent.exploration(steps()));
    long[] acting = draws.ofNetworks(sweeps);
    FusedAgents.Acted acted = agents.sweep(sweep, due, random, acting, isCopyDue(), frozen());
    actions = acted.actions();
    learned(due.count(), acted);
    look();
  }

  /** Looks into the networks if that is due, at the transitions that may now be drawn. */
  private void look() {
    looked =
        probes != null && updates > 0 && probes.isDue(steps() - places, steps())
            ? probes.look(steps(), updates, ring.drawable(), ring::slotOf, _ -> agents.learned())
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
    for (int i = 0; i < actions.length; i++) {
      int run = i % runs;
      if (lost[run]) {
        continue;
      }
      int place = run * places + i / runs;
      environments.step(place, (int) actions[i]);
      int slot =
          ring.record(
              run,
              i / runs,
              (int) actions[i],
              spec.environment().learned(environments.reward(place)),
              environments.terminated(place),
              environments.truncated(place));
      if (slot >= 0) {
        cut.put(place, slot);
      }
      if (environments.ended(place)) {
        episodes.add(run, (double) environments.returned(place), environments.length(place));
      }
    }
  }

  private FusedAgents.Updates due() {
    long due = ring.drawable() == 0 ? 0 : agent.updates(steps()) - updates;
    return updateDraws.of(updates, (int) due);
  }

  /** A copy is due when the steps pass a multiple of what lies between two. */
  private boolean isCopyDue() {
    int every = agent.targetEvery();
    return steps() / every > Math.max(0, steps() - places) / every;
  }

  private int[] frozen() {
    return IntStream.range(0, runs).filter(run -> lost[run]).toArray();
  }

  private void learned(int count, FusedAgents.Acted acted) {
    updates += count;
    losses = acted.losses();
    norms = count > 0 ? acted.norms() : norms;
    float[] found = losses;
    for (int i = 0; i < found.length; i++) {
      lost[i % runs] |= !Float.isFinite(found[i]);
    }
  }

  @Override
  public Map<String, NDArray> tensors() {
    return agents.tensors();
  }

  @Override
  public Kept keep(NDManager scope) {
    return new Kept(lost.clone(), agents.keep(scope));
  }

  @Override
  public void follow(Kept kept) {
    System.arraycopy(kept.lost(), 0, lost, 0, runs);
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
    int perRun = 1 + Float.BYTES + Episodes.BYTES;
    int bytes = 3 * Long.BYTES + runs * perRun + actions.length * Long.BYTES;
    ByteBuffer own = ByteBuffer.allocate(bytes).putLong(sweeps).putLong(updates);
    own.putLong(norms.length);
    for (int run = 0; run < runs; run++) {
      own.put((byte) (lost[run] ? 1 : 0)).putFloat(norms.length > 0 ? norms[run] : 0);
    }
    for (long action : actions) {
      own.putLong(action);
    }
    episodes.save(own);
    return List.of(own.array(), environments.save(), ring.save());
  }

  @Override
  public void restore(List<byte[]> saved, List<NDArray> tensors) {
    ByteBuffer own = ByteBuffer.wrap(saved.get(0));
    sweeps = own.getLong();
    updates = own.getLong();
    norms = new float[(int) own.getLong()];
    for (int run = 0; run < runs; run++) {
      lost[run] = own.get() != 0;
      float norm = own.getFloat();
      if (norms.length > 0) {
        norms[run] = norm;
      }
    }
    for (int i = 0; i < actions.length; i++) {
      actions[i] = own.getLong();
    }
    episodes.restore(own);
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
