package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
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
  private final Rollout rollout;
  private final SeenRows seen;
  private final SeenRows lasts;
  private final Rates rates;
  private final ActionDraws actionDraws;
  private final MinibatchDraws minibatchDraws;
  private final FusedActors actors;
  private final @Nullable AgentProbes probes;
  private final Episodes episodes;
  private final boolean[] lost;
  private boolean cut;
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
    return Double.NaN;
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
    forgetLasts();
    losses = new float[0];
    looked = List.of();
    if (sweeps > 0) {
      step((int) ((sweeps - 1) % agent.rollout()));
    }
    see();
    int at = (int) (sweeps % agent.rollout());
    if (sweeps > 0 && at == 0) {
      look();
      learn();
      forgetLasts();
    }
    sweeps++;
    actions = actors.act(seen, lasts, cut, actionDraws.uniform(sweeps), at);
  }

  private void forgetLasts() {
    if (cut) {
      lasts.zero(actions.length);
      cut = false;
    }
  }

  /** Steps the environments of all runs that go on. */
  private void step(int at) {
    for (int row = 0; row < actions.length; row++) {
      if (!lost[row % runs]) {
        step(at, row, row % runs * places + row / runs);
      }
    }
  }

  private void step(int at, int row, int place) {
    environments.step(place, (int) actions[row]);
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
      episodes.add(row % runs, (double) environments.returned(place), environments.length(place));
    }
  }

  private void see() {
    seen.clear();
    for (int row = 0; row < actions.length; row++) {
      seen.add(environments, row % runs * places + row / runs);
    }
  }

  /**
   * Looks into the networks before they learn from a rollout, if there was a point of a look in it.
   */
  private void look() {
    int samples = agent.rollout() * places;
    long now = sweeps * places;
    if (probes != null && probes.isDue(now - samples, now)) {
      looked =
          probes.look(
              now,
              updates,
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
    FusedActors.Updates due = minibatchDraws.of(updates);
    long[] frozen = LongStream.range(0, runs).filter(run -> lost[(int) run]).toArray();
    FusedActors.Learned learned = actors.learn(seen, lasts, cut, rollout, due, frozen);
    updates += due.count();
    losses = learned.losses();
    norms = learned.norms();
    float[] found = losses;
    for (int i = 0; i < found.length; i++) {
      lost[i % runs] |= !Float.isFinite(found[i]);
    }
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
    return new Kept(lost.clone(), actors.keep(scope));
  }

  @Override
  public void follow(Kept kept) {
    System.arraycopy(kept.lost(), 0, lost, 0, runs);
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
    int perRun = 1 + Float.BYTES + Episodes.BYTES;
    ByteBuffer own =
        ByteBuffer.allocate(3 * Long.BYTES + runs * perRun + actions.length * Long.BYTES);
    own.putLong(sweeps).putLong(updates).putLong(norms.length);
    for (int run = 0; run < runs; run++) {
      own.put((byte) (lost[run] ? 1 : 0)).putFloat(norms.length > 0 ? norms[run] : 0);
    }
    for (long action : actions) {
      own.putLong(action);
    }
    episodes.save(own);
    return List.of(own.array(), environments.save(), rollout.save());
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
