package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.normlab.control.Ring;
import org.normlab.environment.Environments;
import org.normlab.torch.Torch;
import org.normlab.train.device.Rates;

/**
 * Plays and learns: in turn all environments of all runs take a step, and the device is called once
 * for the updates that are due and the next actions. Every draw derives from a run's seed, so that
 * a run is the same alone and among others, and after it has been restored.
 */
public final class AgentLoop implements AutoCloseable {
  private final AgentSpec spec;
  private final Torch torch;
  private final int runs;
  private final int places;
  private final long[] seeds;
  private final Environments environments;
  private final Ring ring;
  private final Sweep sweep;
  private final ActionDraws draws;
  private final UpdateDraws updateDraws;
  private final FusedAgents agents;
  private final Returns returns;
  private final boolean[] lost;
  private long[] actions;
  private long sweeps;
  private long updates;
  private float[] losses = new float[0];

  /** Creates agents that have seen nothing. */
  public AgentLoop(AgentSpec spec, Torch torch) {
    this.spec = spec;
    this.torch = torch;
    runs = spec.runs().size();
    places = spec.environments();
    seeds = spec.seeds();
    environments = new Environments(spec.game(), seeds, places, 0);
    ring = new Ring(runs, places, spec.agent(), spec.game().stepLimit());
    sweep = new Sweep(runs, places, environments, spec.game().environment().isGrid());
    draws = new ActionDraws(seeds, places, spec.actions());
    Rates rates =
        new Rates(
            spec.runs(),
            spec.optimizer().schedule(),
            Math.max(1, spec.agent().updates(spec.steps())));
    updateDraws = new UpdateDraws(seeds, spec.agent(), ring, rates);
    agents =
        new FusedAgents(spec, rates, ring.slotsOfRun(), environments.observations().size(), torch);
    returns = new Returns(runs);
    lost = new boolean[runs];
    actions = new long[runs * places];
  }

  /** Returns the steps that the environments of each run have taken. */
  public long steps() {
    return Math.max(0, sweeps - 1) * places;
  }

  /** Returns the updates of each run. */
  public long updates() {
    return updates;
  }

  /** Returns the losses of the last updates, {@code [K, R]}. */
  public float[] losses() {
    return losses.clone();
  }

  /** Tells whether a run stands still because its loss was not finite. */
  public boolean isLost(int run) {
    return lost[run];
  }

  /**
   * Returns the mean return of the episodes of a run that have ended since this was last asked; NaN
   * where there are none.
   */
  public double takeReturn(int run) {
    return returns.take(run);
  }

  /** Takes one step in each environment, with the updates that are due by then. */
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
    long[] random = draws.at(sweeps, spec.agent().exploration(steps()));
    FusedAgents.Acted acted = agents.sweep(sweep, due, random, isCopyDue(), frozen());
    actions = acted.actions();
    learned(due.count(), acted.losses());
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
        returns.add(run, (double) environments.returned(place));
      }
    }
  }

  private FusedAgents.Updates due() {
    long due = ring.drawable() == 0 ? 0 : spec.agent().updates(steps()) - updates;
    return updateDraws.of(updates, (int) due);
  }

  /** A copy is due when the steps pass a multiple of what lies between two. */
  private boolean isCopyDue() {
    int every = spec.agent().targetEvery();
    return steps() / every > Math.max(0, steps() - places) / every;
  }

  private int[] frozen() {
    return IntStream.range(0, runs).filter(run -> lost[run]).toArray();
  }

  private void learned(int count, float[] found) {
    updates += count;
    if (count > 0) {
      losses = found;
    }
    for (int i = 0; i < found.length; i++) {
      lost[i % runs] |= !Float.isFinite(found[i]);
    }
  }

  /** Every tensor that sweeps change, by name. */
  public Map<String, NDArray> tensors() {
    return agents.tensors();
  }

  /** Returns copies of {@link #tensors} in their order. */
  public NDList snapshot(NDManager scope) {
    return agents.snapshot(scope);
  }

  /** Returns all beside the tensors that {@link #restore} needs. */
  public List<byte[]> save() {
    int bytes = 2 * Long.BYTES + runs * (1 + 2 * Long.BYTES) + actions.length * Long.BYTES;
    ByteBuffer own = ByteBuffer.allocate(bytes).putLong(sweeps).putLong(updates);
    for (int run = 0; run < runs; run++) {
      own.put((byte) (lost[run] ? 1 : 0));
    }
    for (long action : actions) {
      own.putLong(action);
    }
    returns.save(own);
    return List.of(own.array(), environments.save(), ring.save());
  }

  /** Goes on from what {@link #save} and {@link #snapshot} returned at one time. */
  public void restore(List<byte[]> saved, List<NDArray> tensors) {
    ByteBuffer own = ByteBuffer.wrap(saved.get(0));
    sweeps = own.getLong();
    updates = own.getLong();
    for (int run = 0; run < runs; run++) {
      lost[run] = own.get() != 0;
    }
    for (int i = 0; i < actions.length; i++) {
      actions[i] = own.getLong();
    }
    returns.restore(own);
    environments.restore(saved.get(1));
    ring.restore(saved.get(2));
    try (NDManager scope = torch.scope()) {
      agents.restore(tensors, scope);
    }
  }

  @Override
  public void close() {
    agents.close();
  }
}
