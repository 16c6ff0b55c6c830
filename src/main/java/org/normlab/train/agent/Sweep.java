package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.normlab.control.Ring;
import org.normlab.environment.Environments;
import org.normlab.environment.Observations;

/**
 * Collects what a sweep of the environments hands to the device: observations, and the windows that
 * have become complete. Rows are {@code [E, R]}, replicas innermost; observations in which episodes
 * were truncated follow.
 */
final class Sweep {
  private final int runs;
  private final int places;
  private final boolean grid;
  private final int size;
  private final ByteBuffer seen;
  private final byte[] bits;
  private final float[] numbers;
  private final long[] slots;
  private final float[] gained;
  private final long[] followed;
  private final long[] done;
  private int rows;
  private boolean completes;

  Sweep(int runs, int places, Environments environments, boolean grid) {
    this.runs = runs;
    this.places = places;
    this.grid = grid;
    size = environments.observations().size();
    int most = 2 * runs * places;
    seen =
        ByteBuffer.allocateDirect(most * size * (grid ? 1 : Float.BYTES))
            .order(ByteOrder.nativeOrder());
    bits = new byte[grid ? most * size : 0];
    numbers = new float[grid ? 0 : most * size];
    slots = new long[most];
    gained = new float[runs * places * 2];
    followed = new long[runs * places * 2];
    done = new long[runs * places];
  }

  /** Writes what is seen now; observations in which episodes ended come after these. */
  void see(Environments environments, Ring ring) {
    Observations observations = environments.observations();
    rows = runs * places;
    for (int place = 0; place < places; place++) {
      for (int run = 0; run < runs; run++) {
        int row = place * runs + run;
        slots[row] = ring.seen(run, place);
        if (grid) {
          observations.pack(run * places + place, bits, row * size);
        } else {
          observations.write(run * places + place, numbers, row * size);
        }
      }
    }
  }

  /** Writes in what the episode at a place ended. */
  void seeLast(Environments environments, int place, int slot) {
    if (grid) {
      environments.observations().packLast(place, bits, rows * size);
    } else {
      environments.observations().writeLast(place, numbers, rows * size);
    }
    slots[rows++] = slot;
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
    seen.clear();
    if (grid) {
      seen.put(bits, 0, rows * size);
    } else {
      FloatBuffer floats = seen.asFloatBuffer();
      floats.put(numbers, 0, rows * size);
      seen.position(rows * size * Float.BYTES);
    }
    seen.flip();
    DataType type = grid ? DataType.UINT8 : DataType.FLOAT32;
    return scope.create(seen, new Shape(rows, size), type);
  }

  NDArray slots(NDManager scope) {
    return scope.create(Arrays.copyOf(slots, rows));
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
