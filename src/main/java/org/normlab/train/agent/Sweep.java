package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.normlab.control.Ring;
import org.normlab.environment.Environments;

/**
 * Collects what a sweep of the environments hands to the device: observations, and the windows that
 * have become complete. Rows are {@code [E, R]}, replicas innermost; observations in which episodes
 * were truncated follow.
 */
final class Sweep {
  private final int runs;
  private final int places;
  private final SeenRows seen;
  private final long[] slots;
  private final float[] gained;
  private final long[] followed;
  private final long[] done;
  private boolean completes;

  Sweep(int runs, int places, Environments environments, boolean grid) {
    this.runs = runs;
    this.places = places;
    int most = 2 * runs * places;
    seen = new SeenRows(most, environments.observations().size(), grid);
    slots = new long[most];
    gained = new float[runs * places * 2];
    followed = new long[runs * places * 2];
    done = new long[runs * places];
  }

  /** Writes what is seen now; observations in which episodes ended come after these. */
  void see(Environments environments, Ring ring) {
    seen.clear();
    for (int place = 0; place < places; place++) {
      for (int run = 0; run < runs; run++) {
        slots[seen.count()] = ring.seen(run, place);
        seen.add(environments, run * places + place);
      }
    }
  }

  /** Writes in what the episode at a place ended. */
  void seeLast(Environments environments, int place, int slot) {
    slots[seen.count()] = slot;
    seen.addLast(environments, place);
  }

  /** Writes the windows that have become complete. */
  void complete(Ring ring) {
    completes = ring.completes();
    for (int i = 0; completes && i < done.length; i++) {
      Ring.Window window = ring.completed(i % runs, i / runs);
      done[i] = window.slot();
      gained[2 * i] = (float) window.returned();
      gained[2 * i + 1] = (float) window.factor();
      followed[2 * i] = window.action();
      followed[2 * i + 1] = window.following();
    }
  }

  NDArray seen(NDManager scope) {
    return seen.toArray(scope);
  }

  NDArray slots(NDManager scope) {
    return scope.create(Arrays.copyOf(slots, seen.count()));
  }

  NDArray gained(NDManager scope) {
    return completes ? scope.create(gained, new Shape(done.length, 2)) : scope.create(new float[0]);
  }

  NDArray followed(NDManager scope) {
    return completes
        ? scope.create(followed, new Shape(done.length, 2))
        : scope.create(new long[0]);
  }

  NDArray done(NDManager scope) {
    return scope.create(completes ? done : new long[0]);
  }
}
