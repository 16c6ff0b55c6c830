package org.normlab.train.agent;

import java.nio.ByteBuffer;
import java.util.stream.LongStream;

/** Holds what every loop of agents knows beside its environments and what it learns from. */
final class LoopState {
  private final int runs;
  private final int places;
  private final boolean[] lost;

  /** The episodes that have ended in the present window. */
  final Episodes episodes;

  /** The actions that come next, {@code [E, R]}. */
  long[] actions;

  /** The number of sweeps; the first only looks at the environments. */
  long sweeps;

  private long updates;
  private float[] losses = new float[0];
  private float[] norms = new float[0];

  /** Creates the state before the first sweep. */
  LoopState(int runs, int places) {
    this.runs = runs;
    this.places = places;
    lost = new boolean[runs];
    episodes = new Episodes(runs);
    actions = new long[runs * places];
  }

  /** Returns the steps that the environments of each run have taken. */
  long steps() {
    return Math.max(0, sweeps - 1) * places;
  }

  long updates() {
    return updates;
  }

  /** Returns the losses of the last sweep, {@code [K, R]}. */
  float[] losses() {
    return losses.clone();
  }

  /** Returns the gradient norms of the last update, {@code [R]}; empty before the first. */
  float[] norms() {
    return norms.clone();
  }

  boolean isLost(int run) {
    return lost[run];
  }

  boolean[] lost() {
    return lost.clone();
  }

  /** Takes over which runs have diverged. */
  void follow(boolean[] before) {
    System.arraycopy(before, 0, lost, 0, runs);
  }

  /** Returns the numbers of the runs that have diverged. */
  long[] frozen() {
    return LongStream.range(0, runs).filter(run -> lost[(int) run]).toArray();
  }

  /** Forgets the losses of the sweep before. */
  void forgetLosses() {
    losses = new float[0];
  }

  /**
   * Adds updates.
   *
   * @param count updates of each run
   * @param found their losses {@code [K, R]}
   * @param itsNorms of the gradients of the last one, {@code [R]}
   */
  void learned(int count, float[] found, float[] itsNorms) {
    updates += count;
    losses = found;
    norms = count > 0 ? itsNorms : norms;
    for (int i = 0; i < found.length; i++) {
      lost[i % runs] |= !Float.isFinite(found[i]);
    }
  }

  /** Returns all that {@link #restore} needs. */
  byte[] save() {
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
    return own.array();
  }

  void restore(byte[] saved) {
    ByteBuffer own = ByteBuffer.wrap(saved);
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
  }
}
